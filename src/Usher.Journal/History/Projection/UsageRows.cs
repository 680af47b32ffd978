using Usher.Journal.Sqlite;

namespace Usher.Journal.History.Projection;

/// <summary>Usage as rows.</summary>
internal static class UsageRows
{
    /// <summary>Writes a row, in place of an earlier one of the same span.</summary>
    public static void Save(Database database, string sql, long stream, in UsageSpan row)
    {
        var statement = database.Prepare(sql).Bind(1, stream).Bind(2, row.Span).Bind(3, row.UsedPeak);
        Bind(statement, 4, row.Peak);
        Bind(statement, 8, row.Sum);
        Bind(statement.Bind(12, row.FullTicks), 13, row.End);
        statement.Run();
    }

    /// <summary>The row that a query stands on.</summary>
    public static UsageSpan Read(Statement query) =>
        new(query.Int64(0), query.Int64(1), Use(query, 2), Use(query, 6), query.Int64(10), Use(query, 11));

    /// <summary>The last row up to a span; null when there is none.</summary>
    public static UsageSpan? Last(Database database, string sql, long stream, long upTo)
    {
        using var query = database.Prepare(sql).Bind(1, stream).Bind(2, upTo);
        return query.Step() ? Read(query) : null;
    }

    private static void Bind(Statement statement, int first, SeatUse use) =>
        statement.Bind(first, use.Active).Bind(first + 1, use.Lingering).Bind(first + 2, use.Overdraft).Bind(first + 3, use.Queued);

    private static SeatUse Use(Statement query, int first) =>
        new(query.Int64(first), query.Int64(first + 1), query.Int64(first + 2), query.Int64(first + 3));
}
