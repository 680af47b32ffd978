namespace Usher.Journal.Sqlite;

/// <summary>Reads a stream some megabytes at a time; the next piece is read and checked while the caller uses this one.</summary>
internal sealed class ChunkReader(ReaderPool readers, long number, StreamId stream, ChainWalk walk)
{
    private long position;
    private Task<(List<JournalEntry> Entries, string? Fault)>? next;

    /// <summary>What is wrong with the entry after the last one that was returned; null: nothing.</summary>
    public string? Fault { get; private set; }

    /// <summary>The next entries; empty: the end, or nothing right before a fault.</summary>
    public async Task<List<JournalEntry>> NextAsync(CancellationToken cancellationToken)
    {
        var (entries, fault) = await (next ?? StartAsync(cancellationToken)).ConfigureAwait(false);
        Fault = fault;
        next = entries.Count > 0 && fault is null ? StartAsync(cancellationToken) : null;
        return entries;
    }

    private Task<(List<JournalEntry> Entries, string? Fault)> StartAsync(CancellationToken cancellationToken) =>
        readers.ReadAsync(
            database => (EntryQueries.Chunk(database, number, stream, walk, ref position, out var fault), fault),
            cancellationToken);
}
