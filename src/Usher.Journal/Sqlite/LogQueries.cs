namespace Usher.Journal.Sqlite;

/// <summary>Questions about the log as a whole, which no single stream can answer.</summary>
internal static class LogQueries
{
    /// <summary>Stands for the whole log in a report. No stream has this name.</summary>
    public static StreamId Whole { get; } = new("*");

    /// <summary>What is wrong with the log as a whole; null: nothing. Positions run from 1 without a gap.</summary>
    public static string? Fault(Database database)
    {
        var orphans = database.Number(Sql.CountOrphans);
        if (orphans > 0)
            return $"{orphans} entries belong to a stream whose name is missing";
        var misnumbered = database.Number(Sql.CountMisnumbered);
        if (misnumbered > 0)
            return $"{misnumbered} entries have a number below 1";
        return PositionFault(database);
    }

    /// <summary>SQLite's own check of pages and indexes; null: nothing is wrong. Reads the whole file.</summary>
    public static string? FileFault(Database database)
    {
        var answer = database.Text(Sql.CheckFile);
        return answer == "ok" ? null : answer;
    }

    /// <summary>Entries of all streams after a position.</summary>
    /// <exception cref="JournalCorruptException">An entry has a column that cannot be right.</exception>
    public static IReadOnlyList<LogEntry> After(Database database, long position, int entriesMax)
    {
        var entries = new List<LogEntry>();
        var bytes = 0L;
        using var query = database.Prepare(Sql.LogFrom).Bind(1, position).Bind(2, entriesMax);
        while (bytes < JournalLimits.LogBytesMax && query.Step())
        {
            var stream = new StreamId(query.Text(7));
            var entry = EntryQueries.Row(query, stream, out var fault) ?? throw ChainWalk.Broken(stream, fault!);
            entries.Add(new LogEntry(query.Int64(0), entry));
            bytes += entry.Payload.Length;
        }

        return entries;
    }

    /// <summary>One place of the log, or the last; null when there is none.</summary>
    public static LogPlace? Place(Database database, long? position)
    {
        using var query = position is { } wanted ? database.Prepare(Sql.Place).Bind(1, wanted) : database.Prepare(Sql.LastPlace);
        return query.Step() ? new LogPlace(query.Int64(0), (int)query.Int64(1), query.Blob(2).ToArray()) : null;
    }

    private static string? PositionFault(Database database)
    {
        using var query = database.Prepare(Sql.CountEntries);
        query.Step();
        var (count, first, last) = (query.Int64(0), query.Int64(1), query.Int64(2));
        if (first == 1 && count == last)
            return null;
        var gap = first == 1 ? database.Number(Sql.FirstGap) : 0;
        return $"{last - count} entries are missing; the first one has position {gap + 1}";
    }
}
