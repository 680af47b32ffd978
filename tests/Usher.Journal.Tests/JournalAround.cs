namespace Usher.Journal.Tests;

/// <summary>A journal around another one, to change one thing about it.</summary>
internal abstract class JournalAround(IJournal inner) : IJournal
{
    protected IJournal Inner => inner;

    public virtual ValueTask<AppendOutcome> AppendAsync(Batch batch, CancellationToken cancellationToken = default) =>
        inner.AppendAsync(batch, cancellationToken);

    public virtual ValueTask<bool> ContainsAsync(Guid batchId, CancellationToken cancellationToken = default) =>
        inner.ContainsAsync(batchId, cancellationToken);

    public virtual IAsyncEnumerable<JournalEntry> ReadAsync(StreamId stream, long afterSequence, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(stream, afterSequence, cancellationToken);

    public ValueTask<IReadOnlyList<StreamHead>> ListAsync(CancellationToken cancellationToken = default) => inner.ListAsync(cancellationToken);

    public ValueTask<Snapshot?> ReadSnapshotAsync(StreamId stream, CancellationToken cancellationToken = default) =>
        inner.ReadSnapshotAsync(stream, cancellationToken);

    public virtual ValueTask WriteSnapshotAsync(Snapshot snapshot, CancellationToken cancellationToken = default) =>
        inner.WriteSnapshotAsync(snapshot, cancellationToken);

    public IAsyncEnumerable<ChainReport> VerifyAsync(CancellationToken cancellationToken = default) => inner.VerifyAsync(cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
