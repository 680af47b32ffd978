using Usher.Core;
using Usher.Journal;
using Usher.Journal.Tests;

namespace Usher.Simulation.Plants;

/// <summary>A snapshot leaves out the newest lease.</summary>
internal sealed class ForgetfulSnapshot : Plant
{
    public override string Name => "snapshot-misses-a-lease";

    public override string What => "a snapshot leaves out the newest lease";

    public override ulong FoundWithin => 1_000;

    public override IJournal Around(IJournal journal) => new Forgetful(journal);

    private sealed class Forgetful(IJournal inner) : JournalAround(inner)
    {
        public override ValueTask WriteSnapshotAsync(Snapshot snapshot, CancellationToken cancellationToken = default)
        {
            var events = EventCodec.Decode(snapshot.Payload).ToList();
            if (events.FindLastIndex(happened => happened is PoolEvent.LeaseGranted) is >= 0 and var last)
                events.RemoveAt(last);
            return Inner.WriteSnapshotAsync(snapshot.With(events), cancellationToken);
        }
    }
}
