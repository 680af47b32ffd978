using Usher.Core;
using Usher.Journal.Sqlite;

namespace Usher.Journal.History.Reading;

/// <summary>Sessions and denials, listed.</summary>
internal static class RecordQueries
{
    private const string Sessions =
        "SELECT x.stream, x.sequence, p.vendor, p.feature, x.user, x.host, x.display, x.application, x.seats, x.version, "
        + "x.granted_at, x.waited, x.lease, x.kind, x.detached, x.connectionless, x.overdraft, x.ended_at, x.reason, x.note, x.by "
        + "FROM sessions AS x JOIN streams AS p ON p.id = x.stream WHERE x.granted_at < ? AND (x.ended_at IS NULL OR x.ended_at > ?)";

    private const string Denials =
        "SELECT x.stream, x.sequence, p.vendor, p.feature, x.user, x.host, x.display, x.application, x.seats, x.version, "
        + "x.at, x.waited, x.cause FROM denials AS x JOIN streams AS p ON p.id = x.stream WHERE x.at < ? AND x.at >= ?";

    /// <summary>Sessions that lived in the time, the last granted first.</summary>
    public static HistoryPage<SessionRecord> ListSessions(Database database, HistoryFilter filter, int rowsMax, string? after)
    {
        var query = Filtered(new QueryText("").Add(Sessions, filter.To.UtcTicks, filter.From.UtcTicks), filter);
        if (filter.IsOpenOnly)
            query.Add(" AND x.ended_at IS NULL");
        return Page(database, query, "x.granted_at", rowsMax, after, Session);
    }

    /// <summary>Denials of the time, the last first.</summary>
    public static HistoryPage<DenialRecord> ListDenials(Database database, HistoryFilter filter, int rowsMax, string? after)
    {
        var query = Filtered(new QueryText("").Add(Denials, filter.To.UtcTicks, filter.From.UtcTicks), filter)
            .AndIf(" AND x.cause = ?", (long?)filter.Cause);
        return Page(database, query, "x.at", rowsMax, after, Denial);
    }

    /// <summary>Adds the conditions that all tables know.</summary>
    public static QueryText Filtered(QueryText query, HistoryFilter filter) => query
        .AndIf(" AND p.vendor = ?", filter.Vendor)
        .AndIf(" AND p.feature = ?", filter.Feature)
        .AndIf(" AND x.user = ?", filter.User)
        .AndIf(" AND x.host = ?", filter.Host);

    /// <summary>A column that holds UTC ticks.</summary>
    public static DateTimeOffset Instant(Statement row, int column) => new(row.Int64(column), TimeSpan.Zero);

    private static HistoryPage<T> Page<T>(
        Database database, QueryText query, string time, int rowsMax, string? after, Func<Statement, T> read)
    {
        if (PageKey.Parse(after) is { } key)
            query.Add($" AND ({time}, x.stream, x.sequence) < (?, ?, ?)", key.At, key.Stream, key.Sequence);
        using var rows = query.Add($" ORDER BY {time} DESC, x.stream DESC, x.sequence DESC LIMIT ?", (long)rowsMax + 1).Prepare(database);
        var page = new List<T>();
        PageKey last = default;
        while (rows.Step())
        {
            if (page.Count == rowsMax)
                return new(page, last.ToString());
            page.Add(read(rows));
            last = new PageKey(rows.Int64(10), rows.Int64(0), rows.Int64(1));
        }

        return new(page, null);
    }

    private static SessionRecord Session(Statement row)
    {
        var isOpen = row.Int64(18) == 0;
        return new(
            Pool(row), row.Int64(1), new LeaseId(new Guid(row.Blob(12), bigEndian: true)), Holder(row), (int)row.Int64(8), row.Text(9),
            (GrantKind)row.Int64(13), row.Int64(14) != 0, row.Int64(15) != 0, row.Int64(16) != 0, Instant(row, 10), new TimeSpan(row.Int64(11)),
            isOpen ? null : Instant(row, 17), isOpen ? null : (EndReason)row.Int64(18), row.Text(19), row.Text(20));
    }

    private static DenialRecord Denial(Statement row) => new(
        Pool(row), row.Int64(1), Instant(row, 10), Holder(row), (int)row.Int64(8), row.Text(9),
        (DenialCause)row.Int64(12), new TimeSpan(row.Int64(11)));

    private static PoolId Pool(Statement row) => new(row.Text(2), row.Text(3));

    private static Holder Holder(Statement row) => new(row.Text(4), row.Text(5), row.Text(6), row.Text(7));
}
