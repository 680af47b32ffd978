using System.Collections.Immutable;
using System.Diagnostics;
using Usher.Core;

namespace Usher.Journal.Codec;

/// <summary>The writing half of <see cref="EventCodec"/>: one method per event that has more than ids and instants.</summary>
internal static class EventEncoder
{
    public static void Write(ref ByteWriter output, PoolEvent happened)
    {
        output.Byte((byte)TypeOf(happened));
        output.Instant(happened.At);
        switch (happened)
        {
            case PoolEvent.LinesSet set: WriteLines(ref output, set); break;
            case PoolEvent.LeaseGranted granted: WriteGranted(ref output, granted); break;
            case PoolEvent.LeaseResumed resumed: WriteResumed(ref output, resumed); break;
            case PoolEvent.LeaseRenewed renewed: WriteRenewed(ref output, renewed); break;
            case PoolEvent.LeaseMoved moved: WriteMoved(ref output, moved); break;
            case PoolEvent.LeaseLingering lingering: WriteUntil(ref output, lingering.Lease, lingering.At, lingering.Until); break;
            case PoolEvent.LeaseEnded ended: WriteEnded(ref output, ended); break;
            case PoolEvent.WaitStarted started: WriteWaitStarted(ref output, started); break;
            case PoolEvent.WaiterAbsent absent: WriteUntil(ref output, absent.Lease, absent.At, absent.Until); break;
            case PoolEvent.WaiterReturned returned: output.Id(returned.Lease.Value); break;
            case PoolEvent.WaitEnded waitEnded: WriteWaitEnded(ref output, waitEnded); break;
            case PoolEvent.CheckoutDenied denied: WriteDenied(ref output, denied); break;
            case PoolEvent.ServiceResumed { Skipped.Ticks: not 0 } resumed: output.Signed(resumed.Skipped.Ticks); break;
        }
    }

    private static EventType TypeOf(PoolEvent happened) => happened switch
    {
        PoolEvent.LeaseGranted => EventType.LeaseGranted,
        PoolEvent.LeaseEnded => EventType.LeaseEnded,
        PoolEvent.LeaseRenewed => EventType.LeaseRenewed,
        PoolEvent.LeaseLingering => EventType.LeaseLingering,
        PoolEvent.LeaseResumed => EventType.LeaseResumed,
        PoolEvent.CheckoutDenied => EventType.CheckoutDenied,
        PoolEvent.WaitStarted => EventType.WaitStarted,
        PoolEvent.WaitEnded => EventType.WaitEnded,
        PoolEvent.WaiterAbsent => EventType.WaiterAbsent,
        PoolEvent.WaiterReturned => EventType.WaiterReturned,
        PoolEvent.LeaseMoved => EventType.LeaseMoved,
        PoolEvent.LinesSet => EventType.LinesSet,
        PoolEvent.ServiceResumed { Skipped.Ticks: 0 } => EventType.ServiceResumed,
        PoolEvent.ServiceResumed => EventType.ServiceResumedLater,
        _ => throw new UnreachableException($"no layout for {happened.GetType().Name}"),
    };

    private static void WriteLines(ref ByteWriter output, PoolEvent.LinesSet set)
    {
        output.Unsigned((ulong)(set.Lines.IsDefault ? 0 : set.Lines.Length));
        if (set.Lines.IsDefault)
            return;
        foreach (var line in set.Lines)
            WriteLine(ref output, line, set.At);
    }

    private static void WriteLine(ref ByteWriter output, LicenseLine line, DateTimeOffset at)
    {
        output.Text(line.Id);
        output.Text(line.Version.ToString());
        output.Signed(line.Seats);
        output.OptionalInstantAfter(at, line.StartsAt);
        output.OptionalInstantAfter(at, line.EndsAt);
        output.Signed(line.Grace.Ticks);
        output.Signed(line.Overdraft);
        output.Byte((byte)((byte)line.Sharing | (line.LingerMax is null ? 0 : EventDecoder.HasLingerMax)));
        if (line.LingerMax is { } lingerMax)
            output.Signed(lingerMax.Ticks);
    }

    private static void WriteGranted(ref ByteWriter output, PoolEvent.LeaseGranted granted)
    {
        output.Id(granted.RequestId.Value);
        output.Id(granted.Lease.Value);
        WriteHolder(ref output, granted.Holder);
        output.Signed(granted.Seats);
        output.Text(granted.Version.ToString());
        WriteDraws(ref output, granted.Draws);
        output.Signed(granted.Ttl.Ticks);
        output.InstantAfter(granted.At, granted.ExpiresAt);
        output.Byte(LivesBy(granted.Detached, granted.Connectionless));
        output.Byte((byte)granted.Kind);
        output.Flag(granted.Overdraft);
    }

    /// <summary>What keeps a lease alive: 0 its connection, 1 its time alone (detached), 2 signs of life without a connection.</summary>
    private static byte LivesBy(bool detached, bool connectionless) => detached ? (byte)1 : connectionless ? (byte)2 : (byte)0;

    private static void WriteResumed(ref ByteWriter output, PoolEvent.LeaseResumed resumed)
    {
        output.Id(resumed.RequestId.Value);
        WriteUntil(ref output, resumed.Lease, resumed.At, resumed.ExpiresAt);
    }

    private static void WriteRenewed(ref ByteWriter output, PoolEvent.LeaseRenewed renewed)
    {
        output.Id(renewed.Lease.Value);
        output.Signed(renewed.Ttl.Ticks);
        output.InstantAfter(renewed.At, renewed.ExpiresAt);
    }

    private static void WriteMoved(ref ByteWriter output, PoolEvent.LeaseMoved moved)
    {
        output.Id(moved.Lease.Value);
        WriteDraws(ref output, moved.Draws);
        output.InstantAfter(moved.At, moved.ExpiresAt);
    }

    private static void WriteUntil(ref ByteWriter output, LeaseId lease, DateTimeOffset at, DateTimeOffset until)
    {
        output.Id(lease.Value);
        output.InstantAfter(at, until);
    }

    private static void WriteEnded(ref ByteWriter output, PoolEvent.LeaseEnded ended)
    {
        output.Id(ended.Lease.Value);
        output.Byte((byte)ended.Reason);
        output.Text(ended.Note);
        output.Text(ended.By);
        output.OptionalInstantAfter(ended.At, ended.CoolDownUntil);
    }

    private static void WriteWaitStarted(ref ByteWriter output, PoolEvent.WaitStarted started)
    {
        output.Id(started.RequestId.Value);
        output.Id(started.Lease.Value);
        WriteHolder(ref output, started.Holder);
        output.Signed(started.Seats);
        output.Text(started.Version.ToString());
        output.Signed(started.Ttl.Ticks);
        output.Byte(LivesBy(started.Detached, started.Connectionless));
        output.Signed(started.Priority);
        output.InstantAfter(started.At, started.Until);
    }

    private static void WriteWaitEnded(ref ByteWriter output, PoolEvent.WaitEnded ended)
    {
        output.Id(ended.Lease.Value);
        output.Byte((byte)ended.Reason);
    }

    private static void WriteDenied(ref ByteWriter output, PoolEvent.CheckoutDenied denied)
    {
        output.Id(denied.RequestId.Value);
        output.Id(denied.Lease.Value);
        WriteHolder(ref output, denied.Holder);
        output.Signed(denied.Seats);
        output.Text(denied.Version.ToString());
        output.Byte((byte)denied.Reason);
    }

    private static void WriteHolder(ref ByteWriter output, Holder holder)
    {
        output.Text(holder.User);
        output.Text(holder.Host);
        output.Text(holder.Display);
        output.Text(holder.Application);
    }

    private static void WriteDraws(ref ByteWriter output, ImmutableArray<Draw> draws)
    {
        output.Unsigned((ulong)(draws.IsDefault ? 0 : draws.Length));
        if (draws.IsDefault)
            return;
        foreach (var draw in draws)
        {
            output.Text(draw.Line);
            output.Signed(draw.Seats);
        }
    }
}
