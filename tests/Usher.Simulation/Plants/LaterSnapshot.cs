using Usher.Core;
using Usher.Journal;
using Usher.Journal.Tests;

namespace Usher.Simulation.Plants;

/// <summary>A snapshot that is taken bit by bit does not keep a lease that ends before it was told.</summary>
internal sealed class LaterSnapshot : Plant
{
    public override string Name => "snapshot-keeps-nothing";

    public override string What => "a lease that ends while a snapshot is being taken is not in it";

    public override ulong FoundWithin => 1_000;

    public override IJournal Around(IJournal journal) => new Forgetful(journal);

    private sealed class Forgetful(IJournal inner) : JournalAround(inner)
    {
        public override async ValueTask WriteSnapshotAsync(Snapshot snapshot, CancellationToken cancellationToken = default)
        {
            var gone = new HashSet<LeaseId>();
            await foreach (var entry in Inner.ReadAsync(snapshot.Stream, snapshot.Sequence, cancellationToken))
                gone.UnionWith(EventCodec.Decode(entry.Payload).OfType<PoolEvent.LeaseEnded>().Select(ended => ended.Lease));
            var events = EventCodec.Decode(snapshot.Payload).Where(happened => LeaseOf(happened) is not { } lease || !gone.Contains(lease)).ToList();
            await Inner.WriteSnapshotAsync(snapshot.With(events), cancellationToken);
        }

        private static LeaseId? LeaseOf(PoolEvent happened) => happened switch
        {
            PoolEvent.LeaseGranted granted => granted.Lease,
            PoolEvent.LeaseResumed resumed => resumed.Lease,
            PoolEvent.LeaseRenewed renewed => renewed.Lease,
            PoolEvent.LeaseLingering lingering => lingering.Lease,
            _ => null,
        };
    }
}
