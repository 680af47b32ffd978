using System.Buffers;
using Usher.Core;
using Usher.Journal;
using Usher.Server.Lanes;
using Usher.Simulation.Kernel;

namespace Usher.Simulation.Checks;

/// <summary>Everything that is durable, at this instant of true time: a replay that never stops, with the checks on each event.</summary>
/// <param name="settings">What the checks hold the pools to.</param>
/// <param name="replayed">What the server was given; the same, but for planted bugs.</param>
/// <param name="priorityOf">What the client asked for.</param>
/// <param name="agenda">True time.</param>
/// <param name="trace">Where events are noted.</param>
internal sealed class Truth(PoolSettings settings, PoolSettings replayed, Func<RequestId, int> priorityOf, Agenda agenda, Trace trace)
{
    private readonly SortedDictionary<string, (Pool Replay, PoolLedger Ledger, long Sequence)> pools = new(StringComparer.Ordinal);

    public IEnumerable<(Pool Replay, PoolLedger Ledger, long Sequence)> Pools => pools.Values;

    public PoolLedger? LedgerOf(string pool) => pools.TryGetValue(pool, out var found) ? found.Ledger : null;

    /// <summary>A violation found while a batch became durable. Thrown at the end of the step: the code under test must not catch it.</summary>
    public ViolationException? Found { get; private set; }

    public void Take(Batch batch)
    {
        foreach (var append in batch.Appends)
        {
            if (LanePool.PoolOf(append.Stream) is { } id)
                Take(id, append);
        }
    }

    /// <summary>After a planted loss: what is left is all there is.</summary>
    public void StartOver(IEnumerable<Batch> left)
    {
        pools.Clear();
        foreach (var batch in left)
            Take(batch);
    }

    /// <summary>The live state of a pool must be what a replay of its durable events gives.</summary>
    public void Compare(LanePool live)
    {
        if (!pools.TryGetValue(live.Name, out var durable) || live.Sequence != durable.Sequence || !live.IsDurable)
            return;
        if (!Encode(live.Pool).SequenceEqual(Encode(durable.Replay)))
        {
            throw new ViolationException(
                "replay = live", $"{live.Name} at {live.Sequence}: live {InWords(live.Pool)}; replayed {InWords(durable.Replay)}");
        }
    }

    private void Take(PoolId id, StreamAppend append)
    {
        var name = id.ToString();
        if (!pools.TryGetValue(name, out var pool))
            pool = (new Pool(id, replayed), new PoolLedger(id, settings, priorityOf, () => agenda.Now), 0);
        pools[name] = pool with { Sequence = append.ExpectedSequence + append.Count };
        foreach (var happened in EventCodec.Decode(append.Payload))
        {
            trace.Note("journal", append.Payload, () => $"{id} {InWords(happened)}");
            try
            {
                pool.Ledger.Take(happened);
            }
            catch (ViolationException violation)
            {
                Found ??= violation;
            }

            pool.Replay.Apply(happened);
        }
    }

    private static ReadOnlySpan<byte> Encode(Pool pool)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var happened in pool.Condense())
            EventCodec.Encode(happened, output);
        return output.WrittenSpan;
    }

    private static string InWords(Pool pool) => $"[{string.Join("; ", pool.Condense().Select(InWords))}]";

    private static string InWords(PoolEvent happened) => happened switch
    {
        PoolEvent.LinesSet set => $"lines {string.Join(", ", set.Lines.Select(InWords))}",
        PoolEvent.LeaseGranted granted =>
            $"granted {Short(granted.Lease)} x {granted.Seats} to {granted.Holder} {granted.Kind} from {string.Join('+', granted.Draws.Select(draw => draw.Line))} "
            + $"ttl {granted.Ttl.TotalSeconds} until {granted.ExpiresAt:HH:mm:ss.fff}{(granted.Detached ? " detached" : "")}",
        PoolEvent.LeaseResumed resumed => $"resumed {Short(resumed.Lease)} until {resumed.ExpiresAt:HH:mm:ss.fff}",
        PoolEvent.LeaseRenewed renewed => $"renewed {Short(renewed.Lease)} until {renewed.ExpiresAt:HH:mm:ss.fff}",
        PoolEvent.LeaseMoved moved => $"moved {Short(moved.Lease)} to {string.Join('+', moved.Draws.Select(draw => draw.Line))}",
        PoolEvent.LeaseLingering lingering => $"lingering {Short(lingering.Lease)} until {lingering.Until:HH:mm:ss.fff}",
        PoolEvent.LeaseEnded ended => $"ended {Short(ended.Lease)} {ended.Reason}",
        PoolEvent.WaitStarted started => $"waits {Short(started.Lease)} {started.Holder} priority {started.Priority}",
        PoolEvent.WaiterAbsent absent => $"absent {Short(absent.Lease)}",
        PoolEvent.WaiterReturned returned => $"returned {Short(returned.Lease)}",
        PoolEvent.WaitEnded ended => $"left {Short(ended.Lease)} {ended.Reason}",
        PoolEvent.CheckoutDenied denied => $"denied {Short(denied.Lease)} {denied.Reason}",
        PoolEvent.ServiceResumed resumed => $"service resumed, skipped {resumed.Skipped.TotalSeconds:0.000} s",
        _ => happened.GetType().Name,
    } + $" at {happened.At:HH:mm:ss.fff}";

    private static string InWords(LicenseLine line) =>
        $"{line.Id} x {line.Seats}+{line.Overdraft} version {line.Version} share {line.Sharing} {line.StartsAt:HH:mm:ss}-{line.EndsAt:HH:mm:ss}";

    private static string Short(LeaseId lease) => lease.ToString()[..8];
}
