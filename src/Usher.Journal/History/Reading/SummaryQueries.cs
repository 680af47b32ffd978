using Usher.Core;
using Usher.Journal.Sqlite;

namespace Usher.Journal.History.Reading;

/// <summary>Sessions and denials, counted.</summary>
internal static class SummaryQueries
{
    private const string Denials =
        "SELECT p.vendor, p.feature, x.cause, count(*), count(DISTINCT x.user), min(x.at), max(x.at) "
        + "FROM denials AS x JOIN streams AS p ON p.id = x.stream WHERE x.at < ? AND x.at >= ?";
    private const string ByCause = " GROUP BY x.stream, x.cause ORDER BY count(*) DESC, p.vendor, p.feature, x.cause";

    // Two parts, because each has an index of its own.
    private const string Ended = " FROM sessions AS x JOIN streams AS p ON p.id = x.stream WHERE x.ended_at IS NOT NULL AND x.ended_at > ? AND x.granted_at < ?";
    private const string Open = " FROM sessions AS x JOIN streams AS p ON p.id = x.stream WHERE x.ended_at IS NULL AND x.granted_at < ?";
    private const string Columns = "SELECT x.stream, x.user, x.host, x.seats * ((min(x.ended_at, ?) - max(x.granted_at, ?)) / 10000) AS held";
    private const string OpenColumns = " UNION ALL SELECT x.stream, x.user, x.host, x.seats * (max(0, ? - max(x.granted_at, ?)) / 10000)";
    private const double MsPerHour = 3_600_000;

    /// <summary>Denials by feature and cause, most first.</summary>
    public static List<DenialCount> CountDenials(Database database, HistoryFilter filter)
    {
        using var rows = RecordQueries.Filtered(new QueryText("").Add(Denials, filter.To.UtcTicks, filter.From.UtcTicks), filter)
            .AndIf(" AND x.cause = ?", (long?)filter.Cause).Add(ByCause).Prepare(database);
        var counts = new List<DenialCount>();
        while (rows.Step())
            counts.Add(new(
                new PoolId(rows.Text(0), rows.Text(1)), (DenialCause)rows.Int64(2), rows.Int64(3), rows.Int64(4),
                RecordQueries.Instant(rows, 5), RecordQueries.Instant(rows, 6)));
        return counts;
    }

    /// <summary>People by what they used, most first.</summary>
    /// <param name="database">Where.</param>
    /// <param name="filter">Which sessions.</param>
    /// <param name="asOf">UTC ticks up to which sessions that live are known.</param>
    /// <param name="usersMax">How many people.</param>
    public static List<UserUse> TopUsers(Database database, HistoryFilter filter, long asOf, int usersMax)
    {
        using var rows = Held(new QueryText("SELECT user, count(*), total(held), count(DISTINCT host) FROM ("), filter, asOf)
            .Add(") GROUP BY user ORDER BY total(held) DESC, user LIMIT ?", (long)usersMax).Prepare(database);
        var users = new List<UserUse>();
        while (rows.Step())
            users.Add(new(rows.Text(0), rows.Int64(1), rows.Int64(2) / MsPerHour, rows.Int64(3)));
        return users;
    }

    /// <summary>How many sessions lived in the time, and how many people had one.</summary>
    public static (long Sessions, long Users) CountSessions(Database database, HistoryFilter filter, long asOf)
    {
        using var rows = Held(new QueryText("SELECT count(*), count(DISTINCT user) FROM ("), filter, asOf).Add(")").Prepare(database);
        rows.Step();
        return (rows.Int64(0), rows.Int64(1));
    }

    private static QueryText Held(QueryText query, HistoryFilter filter, long asOf)
    {
        var (from, to) = (filter.From.UtcTicks, filter.To.UtcTicks);
        query.Add(Columns, to, from).Add(Ended, from, to);
        RecordQueries.Filtered(query, filter);
        query.Add(OpenColumns, Math.Min(to, asOf), from).Add(Open, to);
        return RecordQueries.Filtered(query, filter);
    }
}
