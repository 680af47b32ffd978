using Usher.Journal;
using Usher.Journal.Memory;

namespace Usher.Simulation.Storage;

/// <summary>What survives every crash: the batches that were written, and the snapshots.</summary>
internal sealed class Disk
{
    private readonly Lock gate = new();
    private readonly List<(TimeSpan At, Batch Batch)> written = [];

    /// <summary>The durable state itself; no faults, no time.</summary>
    public MemoryJournal Journal { get; private set; } = new();

    /// <summary>Told of every batch at the instant at which it is durable.</summary>
    public Action<Batch>? Committed { get; set; }

    /// <summary>Appends and other work that processes have under way.</summary>
    public int InFlight { get; set; }

    /// <summary>One at a time, as the contract suite's threads may not know.</summary>
    public AppendOutcome Write(Batch batch, TimeSpan now)
    {
        lock (gate)
        {
            var outcome = Journal.AppendAsync(batch).AsTask().GetAwaiter().GetResult();
            if (outcome is not AppendOutcome.Appended)
                return outcome;
            var kept = Copy(batch);
            written.Add((now, kept));
            Committed?.Invoke(kept);
            return outcome;
        }
    }

    /// <summary>A planted bug comes true: what was written since then was never synced, and is lost with the power.</summary>
    public async ValueTask LoseSinceAsync(TimeSpan instant)
    {
        var before = Journal;
        written.RemoveAll(one => one.At > instant);
        Journal = new MemoryJournal();
        foreach (var (_, batch) in written)
            await Journal.AppendAsync(batch);
        foreach (var head in await Journal.ListAsync())
        {
            if (await before.ReadSnapshotAsync(head.Stream) is { } snapshot && snapshot.Sequence <= head.LastSequence)
                await Journal.WriteSnapshotAsync(snapshot);
        }
    }

    /// <summary>All batches, oldest first.</summary>
    public IEnumerable<Batch> Written => written.Select(one => one.Batch);

    /// <summary>A writer may use its buffer again after the append.</summary>
    private static Batch Copy(Batch batch) => batch with
    {
        Appends = [.. batch.Appends.Select(append => append with { Payload = append.Payload.ToArray() })],
    };
}
