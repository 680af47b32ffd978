using Usher.Journal.Sqlite;

namespace Usher.Journal.History.Projection;

/// <summary>Deletes what was kept long enough, a few rows at a time.</summary>
internal sealed class Pruning(HistorySettings settings)
{
    /// <summary>One step. Runs in a transaction of the caller.</summary>
    /// <param name="database">Where.</param>
    /// <param name="now">Decides what is old.</param>
    /// <param name="mayBeMore">Whether another step may find more.</param>
    /// <returns>Rows that are gone.</returns>
    public int Step(Database database, DateTimeOffset now, out bool mayBeMore)
    {
        var before = Before(now, settings.SessionsKept);
        int[] counts =
        [
            Delete(database.Prepare(HistorySql.PruneSessions).Bind(1, before).Bind(2, settings.RowsPerPruneMax)),
            Delete(database.Prepare(HistorySql.PruneDenials).Bind(1, before).Bind(2, settings.RowsPerPruneMax)),
            .. Usage(database, now),
        ];
        mayBeMore = Array.Exists(counts, count => count == settings.RowsPerPruneMax);
        return counts.Sum();
    }

    private List<int> Usage(Database database, DateTimeOffset now)
    {
        var minutesFrom = Before(now, settings.MinutesKept) / TimeSpan.TicksPerMinute;
        var hoursFrom = Before(now, settings.UsageKept) / TimeSpan.TicksPerHour;
        var counts = new List<int>();
        foreach (var stream in Streams(database))
        {
            counts.Add(Delete(database.Prepare(HistorySql.PruneMinutes).Bind(1, stream).Bind(2, minutesFrom).Bind(3, settings.RowsPerPruneMax)));
            counts.Add(Delete(database.Prepare(HistorySql.PruneHours).Bind(1, stream).Bind(2, hoursFrom).Bind(3, settings.RowsPerPruneMax)));
        }

        database.Prepare(HistorySql.ForgetMinutes).Bind(1, minutesFrom).Run();
        return counts;
    }

    private static List<long> Streams(Database database)
    {
        var streams = new List<long>();
        using var query = database.Prepare(HistorySql.AllStreams);
        while (query.Step())
            streams.Add(query.Int64(0));
        return streams;
    }

    private static int Delete(Statement delete)
    {
        using (delete)
        {
            var count = 0;
            while (delete.Step())
                count++;
            return count;
        }
    }

    private static long Before(DateTimeOffset now, TimeSpan kept) => Math.Max(0, now.UtcTicks - kept.Ticks);
}
