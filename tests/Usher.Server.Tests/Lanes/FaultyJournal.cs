using Usher.Journal;
using Usher.Journal.Tests;

namespace Usher.Server.Tests.Lanes;

/// <summary>A journal whose reads, look-ups and snapshots can be made to fail too.</summary>
internal sealed class FaultyJournal(IJournal inner) : JournalAround(inner)
{
    private readonly TaskCompletionSource lookUpFailed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource snapshotWritten = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int lookUps, reads, snapshots;

    public int SnapshotsWritten { get; private set; }

    public void Fail(int lookUps = 0, int reads = 0, int snapshots = 0) =>
        (this.lookUps, this.reads, this.snapshots) = (lookUps, reads, snapshots);

    public Task FailedLookUpAsync() => lookUpFailed.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public Task SnapshotWrittenAsync() => snapshotWritten.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public override ValueTask<bool> ContainsAsync(Guid batchId, CancellationToken cancellationToken = default)
    {
        if (lookUps-- <= 0)
            return Inner.ContainsAsync(batchId, cancellationToken);
        lookUpFailed.TrySetResult();
        throw Unavailable();
    }

    public override IAsyncEnumerable<JournalEntry> ReadAsync(StreamId stream, long afterSequence, CancellationToken cancellationToken = default) =>
        reads-- > 0 ? throw Unavailable() : Inner.ReadAsync(stream, afterSequence, cancellationToken);

    public override async ValueTask WriteSnapshotAsync(Snapshot snapshot, CancellationToken cancellationToken = default)
    {
        if (snapshots-- > 0)
            throw Unavailable();
        await Inner.WriteSnapshotAsync(snapshot, cancellationToken);
        SnapshotsWritten++;
        snapshotWritten.TrySetResult();
    }

    private static JournalUnavailableException Unavailable() => new("USH4004", "told to fail", "stop telling it");
}
