using System.Runtime.CompilerServices;

namespace Usher.Journal.Sqlite;

/// <summary>The reading half of the store; the same for a live journal and for a file.</summary>
internal sealed class JournalReads(ReaderPool readers, IJournalObserver? observer)
{
    /// <inheritdoc cref="IJournal.ReadAsync" />
    public async IAsyncEnumerable<JournalEntry> ReadAsync(
        StreamId stream, long afterSequence, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await readers.ReadAsync(database => EntryQueries.Number(database, stream), cancellationToken).ConfigureAwait(false) is not { } number)
            yield break;

        using var walk = await readers.ReadAsync(
            database => EntryQueries.WalkAfter(database, number, stream, afterSequence), cancellationToken).ConfigureAwait(false);
        var chunks = new ChunkReader(readers, number, stream, walk);
        while (await chunks.NextAsync(cancellationToken).ConfigureAwait(false) is { Count: > 0 } entries)
        {
            foreach (var entry in entries)
                yield return entry;
            if (chunks.Fault is { } fault)
                throw ChainWalk.Broken(stream, fault);
        }

        if (chunks.Fault is { } atStart)
            throw ChainWalk.Broken(stream, atStart);
    }

    /// <inheritdoc cref="IJournal.ListAsync" />
    public Task<IReadOnlyList<StreamHead>> ListAsync(CancellationToken cancellationToken) => readers.ReadAsync(
        IReadOnlyList<StreamHead> (database) =>
        [
            .. EntryQueries.Streams(database).Select(known =>
            {
                var last = EntryQueries.Last(database, known.Number, known.Stream);
                return new StreamHead(known.Stream, last.LastSequence, last.At, last.Hash);
            }),
        ],
        cancellationToken);

    /// <inheritdoc cref="IJournal.ReadSnapshotAsync" />
    public Task<Snapshot?> ReadSnapshotAsync(StreamId stream, CancellationToken cancellationToken) =>
        readers.ReadAsync(database => SnapshotQueries.Newest(database, stream, observer), cancellationToken);

    /// <inheritdoc cref="IJournal.VerifyAsync" />
    public async IAsyncEnumerable<ChainReport> VerifyAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var streams = await readers.ReadAsync(EntryQueries.Streams, cancellationToken).ConfigureAwait(false);
        foreach (var (number, stream) in streams)
            yield return await VerifyAsync(number, stream, cancellationToken).ConfigureAwait(false);

        if (await readers.ReadAsync(LogQueries.Fault, cancellationToken).ConfigureAwait(false) is { } fault)
            yield return new ChainReport(LogQueries.Whole, Entries: 0, Events: 0, Chain.Origin, fault);
    }

    private async Task<ChainReport> VerifyAsync(long number, StreamId stream, CancellationToken cancellationToken)
    {
        using var walk = new ChainWalk(stream, nextSequence: 1, Chain.Origin);
        var chunks = new ChunkReader(readers, number, stream, walk);
        try
        {
            while (chunks.Fault is null && await chunks.NextAsync(cancellationToken).ConfigureAwait(false) is { Count: > 0 })
            {
            }

            var fault = chunks.Fault ?? (walk.Entries == 0 ? "all of its entries are missing" : null);
            if (fault is null) // A snapshot that is ahead of its log shows that the log was shortened.
                await ReadSnapshotAsync(stream, cancellationToken).ConfigureAwait(false);
            return walk.Report(fault);
        }
        catch (JournalCorruptException error)
        {
            return walk.Report(error.Message);
        }
    }
}
