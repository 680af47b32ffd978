namespace Usher.Journal;

/// <summary>
/// The durable truth: streams of events with compare-and-append. Safe for any number of callers at once.
/// </summary>
/// <remarks>
/// Every method throws <see cref="JournalUnavailableException"/> when the store cannot be used now (disk full, locked,
/// I/O error) and <see cref="JournalCorruptException"/> when what it reads cannot be right; then the server refuses
/// to serve. Nothing is ever answered from a guess.
/// </remarks>
public interface IJournal : IAsyncDisposable
{
    /// <summary>
    /// Appends all of a batch or nothing, if every stream still ends where the batch expects and the batch before it, if it
    /// names one, was written. Batches that one caller hands over one after the other are written in that order.
    /// </summary>
    /// <returns>After the data is durable.</returns>
    /// <exception cref="JournalUnavailableException">Nothing was written; retry later.</exception>
    /// <exception cref="OutcomeUnknownException">The commit may or may not have happened: ask <see cref="ContainsAsync"/>.</exception>
    ValueTask<AppendOutcome> AppendAsync(Batch batch, CancellationToken cancellationToken = default);

    /// <summary>Whether a batch was written. The way out of an unknown outcome.</summary>
    ValueTask<bool> ContainsAsync(Guid batchId, CancellationToken cancellationToken = default);

    /// <summary>Entries of a stream whose events come after a sequence number, in order, each with its chain hash checked.</summary>
    IAsyncEnumerable<JournalEntry> ReadAsync(StreamId stream, long afterSequence, CancellationToken cancellationToken = default);

    /// <summary>All streams and where they end.</summary>
    ValueTask<IReadOnlyList<StreamHead>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>The newest snapshot of a stream; null when there is none.</summary>
    ValueTask<Snapshot?> ReadSnapshotAsync(StreamId stream, CancellationToken cancellationToken = default);

    /// <summary>Stores a snapshot and drops older ones of the stream.</summary>
    ValueTask WriteSnapshotAsync(Snapshot snapshot, CancellationToken cancellationToken = default);

    /// <summary>Recomputes every chain from its first entry.</summary>
    IAsyncEnumerable<ChainReport> VerifyAsync(CancellationToken cancellationToken = default);
}
