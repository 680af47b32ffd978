using Usher.Core;
using Usher.Journal.History.Projection;
using Usher.Journal.Sqlite;

namespace Usher.Journal.History.Reading;

/// <summary>Usage over time.</summary>
internal static class UsageQueries
{
    private const string FindStream = "SELECT id, seen_at FROM streams WHERE vendor = ?1 AND feature = ?2";
    private const string Peak =
        "SELECT span FROM usage_hours WHERE stream = ?1 AND span >= ?2 AND span < ?3 AND used_peak = ?4 ORDER BY span LIMIT 1";
    private const string PeakMinute =
        "SELECT span FROM usage_minutes WHERE stream = ?1 AND span >= ?2 AND span < ?3 AND used_peak = ?4 ORDER BY span LIMIT 1";
    private const string Progress = "SELECT caught_up_at, minutes_from FROM progress";
    private const int MinutesPerHour = 60;

    /// <summary>How far the history reaches, in UTC ticks, and from which minute on it has minutes; 0: since ever.</summary>
    public static (long CaughtUpAt, long MinutesFrom) Reach(Database database)
    {
        using var query = database.Prepare(Progress);
        query.Step();
        return (query.Int64(0), query.Int64(1));
    }

    /// <summary>The use of a pool in buckets of a length.</summary>
    public static UsageSeries Series(Database database, PoolId pool, DateTimeOffset from, DateTimeOffset to, TimeSpan bucket)
    {
        var (caughtUpAt, minutesFrom) = Reach(database);
        if (bucket < TimeSpan.FromHours(1) && from.UtcTicks < minutesFrom * TimeSpan.TicksPerMinute)
            bucket = TimeSpan.FromHours(1);
        if (Find(database, pool) is not { } stream)
            return new(pool, bucket, []);

        var asOf = Math.Max(caughtUpAt, stream.SeenAt);
        var first = Floor(from.UtcTicks, bucket.Ticks);
        var last = Floor(Math.Min(to.UtcTicks, asOf) + bucket.Ticks - 1, bucket.Ticks);
        var walk = Walk(database, stream.Id, first, last, bucket >= TimeSpan.FromHours(1), asOf).Walk;
        var buckets = new List<UsageBucket>();
        for (var at = first; at < last; at += bucket.Ticks)
            buckets.Add(walk.Next(at, at + bucket.Ticks));
        return new(pool, bucket, buckets);
    }

    /// <summary>The use of a pool in all of a time, hours being whole.</summary>
    public static (UsageBucket Use, long SeatsAtEnd, DateTimeOffset? PeakAt) Whole(
        Database database, PoolId pool, DateTimeOffset from, DateTimeOffset to)
    {
        var stream = Find(database, pool) ?? throw new InvalidOperationException($"{pool} has no history");
        var asOf = Math.Max(Reach(database).CaughtUpAt, stream.SeenAt);
        var first = Floor(from.UtcTicks, TimeSpan.TicksPerHour);
        var last = Floor(to.UtcTicks + TimeSpan.TicksPerHour - 1, TimeSpan.TicksPerHour);
        var (walk, capacity) = Walk(database, stream.Id, first, last, byHour: true, asOf);
        var opening = walk.Now.Used;
        var use = walk.Next(first, last);
        var peakAt = use.Peak.Used == 0 ? (DateTimeOffset?)null
            : use.Peak.Used == opening ? use.At
            : PeakAt(database, stream.Id, first, last, use.Peak.Used);
        return (use, capacity.SeatsAt(Math.Min(last, asOf)), peakAt);
    }

    private static (UsageWalk Walk, CapacitySteps Capacity) Walk(
        Database database, long stream, long first, long last, bool byHour, long asOf)
    {
        var spanTicks = byHour ? TimeSpan.TicksPerHour : TimeSpan.TicksPerMinute;
        var capacity = new CapacitySteps(new StreamRows(database).Capacity(stream));
        var before = UsageRows.Last(database, byHour ? HistorySql.LastHour : HistorySql.LastMinute, stream, (first / spanTicks) - 1);
        var rows = new List<UsageSpan>();
        using var query = database.Prepare(byHour ? HistorySql.Hours : HistorySql.Minutes)
            .Bind(1, stream).Bind(2, first / spanTicks).Bind(3, last / spanTicks);
        while (query.Step())
            rows.Add(UsageRows.Read(query));
        return (new UsageWalk(rows, before?.End ?? default, spanTicks, capacity, asOf), capacity);
    }

    private static (long Id, long SeenAt)? Find(Database database, PoolId pool)
    {
        using var query = database.Prepare(FindStream).Bind(1, pool.Vendor).Bind(2, pool.Feature);
        return query.Step() ? (query.Int64(0), query.Int64(1)) : null;
    }

    private static DateTimeOffset PeakAt(Database database, long stream, long first, long last, long used)
    {
        using var hours = database.Prepare(Peak)
            .Bind(1, stream).Bind(2, first / TimeSpan.TicksPerHour).Bind(3, last / TimeSpan.TicksPerHour).Bind(4, used);
        hours.Step();
        var hour = hours.Int64(0);
        using var minutes = database.Prepare(PeakMinute)
            .Bind(1, stream).Bind(2, hour * MinutesPerHour).Bind(3, (hour + 1) * MinutesPerHour).Bind(4, used);
        return new DateTimeOffset(
            minutes.Step() ? minutes.Int64(0) * TimeSpan.TicksPerMinute : hour * TimeSpan.TicksPerHour, TimeSpan.Zero);
    }

    private static long Floor(long ticks, long step) => ticks / step * step;
}
