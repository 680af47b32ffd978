namespace Usher.Journal.Sqlite;

/// <summary>Entries as rows. Every row is checked for form here, and for truth by the chain.</summary>
internal static class EntryQueries
{
    private const int ChunkEntriesMax = 1024;
    private const long ChunkBytesMax = 4 * 1024 * 1024;

    /// <summary>Keys and names of all streams.</summary>
    public static List<(long Number, StreamId Stream)> Streams(Database database)
    {
        using var query = database.Prepare(Sql.AllStreams);
        var streams = new List<(long, StreamId)>();
        while (query.Step())
            streams.Add((query.Int64(0), Name(query.Text(1))));
        return streams;
    }

    /// <summary>The key of a stream; null when there is none of that name.</summary>
    public static long? Number(Database database, StreamId stream)
    {
        using var query = database.Prepare(Sql.FindStream).Bind(1, stream.Value);
        return query.Step() ? query.Int64(0) : null;
    }

    /// <summary>Where a reader of what comes after a sequence number begins.</summary>
    /// <exception cref="JournalCorruptException">The entry before it is missing.</exception>
    public static ChainWalk WalkAfter(Database database, long number, StreamId stream, long afterSequence)
    {
        using var query = database.Prepare(Sql.EndsUpTo).Bind(1, number).Bind(2, afterSequence);
        if (!query.Step())
            return new ChainWalk(stream, nextSequence: 1, Chain.Origin);

        var first = query.Int64(0);
        var next = first + query.Int64(1);
        if (next <= afterSequence + 1)
            return new ChainWalk(stream, next, query.Blob(2).ToArray());
        if (first == 1)
            return new ChainWalk(stream, first, Chain.Origin);
        if (query.Step())
            return new ChainWalk(stream, first, query.Blob(2).ToArray());
        throw ChainWalk.Broken(stream, $"the entry before {first} is missing");
    }

    /// <summary>The next entries that follow, some megabytes at most.</summary>
    /// <param name="database">Where.</param>
    /// <param name="number">Key of the stream.</param>
    /// <param name="stream">Its name.</param>
    /// <param name="walk">Moves on with what is read.</param>
    /// <param name="position">Position of the entry before; each next one must be behind it.</param>
    /// <param name="fault">What is wrong with the entry after the last one that is returned; null: nothing.</param>
    public static List<JournalEntry> Chunk(
        Database database, long number, StreamId stream, ChainWalk walk, ref long position, out string? fault)
    {
        var entries = new List<JournalEntry>();
        var bytes = 0L;
        fault = null;
        using var query = database.Prepare(Sql.EntriesFrom).Bind(1, number).Bind(2, walk.NextSequence);
        while (entries.Count < ChunkEntriesMax && bytes < ChunkBytesMax && query.Step())
        {
            var entry = Row(query, stream, out fault);
            fault ??= query.Int64(0) <= position ? $"entry {entry!.FirstSequence} is out of order" : walk.Fault(entry!);
            if (fault is not null)
                break;
            position = query.Int64(0);
            bytes += entry!.Payload.Length;
            entries.Add(entry);
        }

        return entries;
    }

    /// <summary>The last entry of a stream, checked against the hash of the one before.</summary>
    /// <exception cref="JournalCorruptException">It does not match, or there is none.</exception>
    public static JournalEntry LastChecked(Database database, long number, StreamId stream)
    {
        var entry = Last(database, number, stream);
        using var walk = WalkAfter(database, number, stream, entry.FirstSequence - 1);
        walk.Require(entry);
        return entry;
    }

    /// <summary>The last entry of a stream.</summary>
    /// <exception cref="JournalCorruptException">There is none, or it cannot be one.</exception>
    public static JournalEntry Last(Database database, long number, StreamId stream)
    {
        using var query = database.Prepare(Sql.LastEntry).Bind(1, number);
        if (!query.Step())
            throw ChainWalk.Broken(stream, "all of its entries are missing");
        return Row(query, stream, out var fault) ?? throw ChainWalk.Broken(stream, fault!);
    }

    /// <summary>Whether a batch was written.</summary>
    public static bool Contains(Database database, Guid batchId)
    {
        using var query = database.Prepare(Sql.FindBatch).Bind(1, batchId);
        return query.Step();
    }

    private static StreamId Name(string text)
    {
        var stream = new StreamId(text);
        return BatchRules.IsName(stream)
            ? stream
            : throw ChainWalk.Broken(new StreamId("*"), $"a stream has the name '{text}', which is none");
    }

    /// <summary>An entry of a row; null: it cannot be one, and <paramref name="fault"/> says why.</summary>
    public static JournalEntry? Row(Statement row, StreamId stream, out string? fault)
    {
        var (first, count, at) = (row.Int64(1), row.Int64(2), row.Int64(4));
        var batch = row.Blob(3);
        var hash = row.Blob(5);
        fault = count is < 1 or > int.MaxValue || batch.Length != 16 || hash.Length != Chain.HashBytes
            || at < 0 || at > DateTimeOffset.MaxValue.Ticks
            ? $"entry {first} has a column that cannot be right"
            : null;
        return fault is not null
            ? null
            : new JournalEntry(
                stream,
                first,
                (int)count,
                new Guid(batch, bigEndian: true),
                new DateTimeOffset(at, TimeSpan.Zero),
                row.Blob(6).ToArray(),
                hash.ToArray());
    }
}
