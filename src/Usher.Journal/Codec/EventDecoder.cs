using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Usher.Core;

namespace Usher.Journal.Codec;

/// <summary>The reading half of <see cref="EventCodec"/>. Arguments are evaluated from left to right: the order of the bytes.</summary>
internal static class EventDecoder
{
    private const int DrawBytesMin = 2;
    private const int LineBytesMin = 9;
    /// <summary>In the byte of the sharing rule: a limit of the linger follows.</summary>
    public const byte HasLingerMax = 16;

    private const Sharing SharingKnown = Sharing.User | Sharing.Host | Sharing.Display | Sharing.Site;

    public static PoolEvent Read(ref ByteReader input)
    {
        var type = (EventType)input.Byte();
        var at = input.Instant();
        return type switch
        {
            EventType.LinesSet => new PoolEvent.LinesSet(at, Lines(ref input, at)),
            EventType.LeaseGranted => Granted(ref input, at),
            EventType.LeaseResumed => new PoolEvent.LeaseResumed(at, Request(ref input), Lease(ref input), input.InstantAfter(at)),
            EventType.LeaseRenewed => new PoolEvent.LeaseRenewed(at, Lease(ref input), input.Duration(), input.InstantAfter(at)),
            EventType.LeaseMoved => new PoolEvent.LeaseMoved(at, Lease(ref input), Draws(ref input), input.InstantAfter(at)),
            EventType.LeaseLingering => new PoolEvent.LeaseLingering(at, Lease(ref input), input.InstantAfter(at)),
            EventType.LeaseEnded => Ended(ref input, at),
            EventType.WaitStarted => WaitStarted(ref input, at),
            EventType.WaiterAbsent => new PoolEvent.WaiterAbsent(at, Lease(ref input), input.InstantAfter(at)),
            EventType.WaiterReturned => new PoolEvent.WaiterReturned(at, Lease(ref input)),
            EventType.WaitEnded => new PoolEvent.WaitEnded(at, Lease(ref input), Known<WaitEndReason>(ref input)),
            EventType.CheckoutDenied => Denied(ref input, at),
            EventType.ServiceResumed => new PoolEvent.ServiceResumed(at),
            EventType.ServiceResumedLater => new PoolEvent.ServiceResumed(at, Skipped(ref input)),
            _ => input.Fail<PoolEvent>($"there is no event of type {(byte)type}"),
        };
    }

    private static PoolEvent.LeaseGranted Granted(ref ByteReader input, DateTimeOffset at) => new(
        at,
        Request(ref input),
        Lease(ref input),
        HolderOf(ref input),
        input.Number(),
        Version(ref input),
        Draws(ref input),
        input.Duration(),
        input.InstantAfter(at),
        IsDetached(ref input, out var connectionless),
        Known<GrantKind>(ref input),
        input.Flag(),
        connectionless);

    private static PoolEvent.LeaseEnded Ended(ref ByteReader input, DateTimeOffset at) => new(
        at,
        Lease(ref input),
        Known<EndReason>(ref input),
        Text(ref input),
        Text(ref input),
        input.OptionalInstantAfter(at));

    private static PoolEvent.WaitStarted WaitStarted(ref ByteReader input, DateTimeOffset at) => new(
        at,
        Request(ref input),
        Lease(ref input),
        HolderOf(ref input),
        input.Number(),
        Version(ref input),
        input.Duration(),
        IsDetached(ref input, out var connectionless),
        input.Number(),
        input.InstantAfter(at),
        connectionless);

    /// <summary>What keeps a lease alive: 0 its connection, 1 its time alone (detached), 2 signs of life without a connection.</summary>
    private static bool IsDetached(ref ByteReader input, out bool connectionless)
    {
        var livesBy = input.Byte();
        connectionless = livesBy == 2;
        return livesBy <= 2 ? livesBy == 1 : input.Fail<bool>($"what a lease lives by is {livesBy}, not 0, 1 or 2");
    }

    private static TimeSpan Skipped(ref ByteReader input)
    {
        var skipped = input.Duration();
        return skipped > TimeSpan.Zero ? skipped : input.Fail<TimeSpan>($"{skipped} were skipped");
    }

    private static PoolEvent.CheckoutDenied Denied(ref ByteReader input, DateTimeOffset at) => new(
        at,
        Request(ref input),
        Lease(ref input),
        HolderOf(ref input),
        input.Number(),
        Version(ref input),
        Known<DenialReason>(ref input));

    private static ImmutableArray<LicenseLine> Lines(ref ByteReader input, DateTimeOffset at)
    {
        var lines = new LicenseLine[input.Count(LineBytesMin)];
        for (var i = 0; i < lines.Length; i++)
            lines[i] = Line(ref input, at);
        return ImmutableCollectionsMarshal.AsImmutableArray(lines);
    }

    private static LicenseLine Line(ref ByteReader input, DateTimeOffset at) => new(
        Text(ref input),
        Version(ref input),
        input.Number(),
        input.OptionalInstantAfter(at),
        input.OptionalInstantAfter(at),
        input.Duration(),
        input.Number(),
        SharingOf(ref input, out var hasLingerMax),
        hasLingerMax ? input.Duration() : null);

    private static ImmutableArray<Draw> Draws(ref ByteReader input)
    {
        var count = input.Count(DrawBytesMin);
        if (count == 1)
            return DrawCache.One(new Draw(Text(ref input), input.Number()));
        var draws = new Draw[count];
        for (var i = 0; i < draws.Length; i++)
            draws[i] = new Draw(Text(ref input), input.Number());
        return ImmutableCollectionsMarshal.AsImmutableArray(draws);
    }

    private static Holder HolderOf(ref ByteReader input) =>
        HolderCache.Of(Text(ref input), Text(ref input), Text(ref input), Text(ref input));

    private static RequestId Request(ref ByteReader input) => new(input.Id());

    private static LeaseId Lease(ref ByteReader input) => new(input.Id());

    private static string Text(ref ByteReader input) =>
        TextCache.Read(input.TextBytes()) ?? input.Fail<string>("a text is not UTF-8");

    private static FeatureVersion Version(ref ByteReader input) =>
        TextCache.ReadVersion(input.TextBytes()) ?? input.Fail<FeatureVersion>("a version is not one to four dotted numbers");

    private static Sharing SharingOf(ref ByteReader input, out bool hasLingerMax)
    {
        var read = input.Byte();
        hasLingerMax = (read & HasLingerMax) != 0;
        var sharing = (Sharing)(read & ~HasLingerMax);
        return (sharing & ~SharingKnown) == 0 ? sharing : input.Fail<Sharing>($"there is no sharing rule {(int)sharing}");
    }

    private static T Known<T>(ref ByteReader input)
        where T : struct, Enum
    {
        var value = Unsafe.BitCast<int, T>(input.Byte());
        return Enum.IsDefined(value) ? value : input.Fail<T>($"there is no {typeof(T).Name} {value}");
    }
}
