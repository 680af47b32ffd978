using Usher.Core;
using Usher.Journal.History.Projection;
using Usher.Journal.History.Reading;
using Usher.Journal.Sqlite;

namespace Usher.Journal.History;

/// <summary>
/// Reads a history, while a server writes to it or not. Each call sees one moment: all of a batch or nothing. Safe for any
/// number of callers; holds nothing open between calls.
/// </summary>
/// <remarks>
/// Every method throws <see cref="JournalUnavailableException"/> when there is no history or it cannot be read now, and
/// <see cref="JournalCorruptException"/> when the file is not a history.
/// </remarks>
/// <param name="path">The database file.</param>
public sealed class HistoryReader(string path)
{
    /// <summary>Most rows of one page, and most people of one list.</summary>
    public const int RowsMax = 10_000;

    /// <summary>Most buckets of one series.</summary>
    public const int BucketsMax = 10_000;

    /// <summary>Whether a length is one of a bucket, and divides a time into at most <see cref="BucketsMax"/>.</summary>
    public static bool Divides(TimeSpan bucket, TimeSpan span) => IsBucket(bucket) && span / bucket <= BucketsMax;

    /// <summary>What the history covers.</summary>
    public Task<HistoryState> StateAsync(CancellationToken cancellationToken = default) => ReadAsync(State, cancellationToken);

    /// <summary>Use over time. Ends where the history does.</summary>
    /// <param name="pool">Whose seats; a feature without history has no buckets.</param>
    /// <param name="from">The first bucket holds it; buckets begin at whole multiples of their length since 0001-01-01 UTC, a Monday.</param>
    /// <param name="to">The last bucket ends at it or holds it.</param>
    /// <param name="bucket">Whole minutes that divide an hour, or whole hours. An hour is taken where minutes are not kept any more.</param>
    /// <param name="cancellationToken">Gives up before it begins.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bad bucket, or more than <see cref="BucketsMax"/> of them.</exception>
    public Task<UsageSeries> UsageAsync(
        PoolId pool, DateTimeOffset from, DateTimeOffset to, TimeSpan bucket, CancellationToken cancellationToken = default)
    {
        if (!Divides(bucket, to - from))
            throw new ArgumentOutOfRangeException(
                nameof(bucket), bucket, $"a bucket is whole minutes that divide an hour, or whole hours, and a series has at most {BucketsMax}");
        return ReadAsync(database => UsageQueries.Series(database, pool, from, to, bucket), cancellationToken);
    }

    /// <summary>Sessions that lived in the time, the last granted first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="rowsMax">1 to <see cref="RowsMax"/>.</param>
    /// <param name="after">The <see cref="HistoryPage{T}.Next"/> of the page before; null: the first page.</param>
    /// <param name="cancellationToken">Gives up before it begins.</param>
    /// <exception cref="ArgumentException"><paramref name="after"/> is something else.</exception>
    public Task<HistoryPage<SessionRecord>> SessionsAsync(
        HistoryFilter filter, int rowsMax, string? after = null, CancellationToken cancellationToken = default)
    {
        CheckRows(rowsMax);
        return ReadAsync(database => RecordQueries.ListSessions(database, filter, rowsMax, after), cancellationToken);
    }

    /// <summary>Denials of the time, the last first.</summary>
    /// <inheritdoc cref="SessionsAsync" path="/param"/>
    /// <inheritdoc cref="SessionsAsync" path="/exception"/>
    public Task<HistoryPage<DenialRecord>> DenialsAsync(
        HistoryFilter filter, int rowsMax, string? after = null, CancellationToken cancellationToken = default)
    {
        CheckRows(rowsMax);
        return ReadAsync(database => RecordQueries.ListDenials(database, filter, rowsMax, after), cancellationToken);
    }

    /// <summary>Denials by feature and cause, most first.</summary>
    public Task<IReadOnlyList<DenialCount>> CountDenialsAsync(HistoryFilter filter, CancellationToken cancellationToken = default) =>
        ReadAsync(IReadOnlyList<DenialCount> (database) => SummaryQueries.CountDenials(database, filter), cancellationToken);

    /// <summary>People by what they used in the time, most first.</summary>
    /// <param name="filter">Which sessions.</param>
    /// <param name="usersMax">1 to <see cref="RowsMax"/>.</param>
    /// <param name="cancellationToken">Gives up before it begins.</param>
    public Task<IReadOnlyList<UserUse>> TopUsersAsync(HistoryFilter filter, int usersMax, CancellationToken cancellationToken = default)
    {
        CheckRows(usersMax);
        return ReadAsync(
            IReadOnlyList<UserUse> (database) => SummaryQueries.TopUsers(database, filter, UsageQueries.Reach(database).CaughtUpAt, usersMax),
            cancellationToken);
    }

    /// <summary>What is worth knowing of every feature over a time, in the order of their names.</summary>
    /// <param name="from">Use is counted from the beginning of its hour on.</param>
    /// <param name="to">Use is counted up to the end of its hour.</param>
    /// <param name="cancellationToken">Gives up before it begins.</param>
    public Task<IReadOnlyList<FeatureReport>> ReportAsync(
        DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default) =>
        ReadAsync(
            IReadOnlyList<FeatureReport> (database) => [.. State(database).Pools.Select(pool => Report(database, pool, from, to))],
            cancellationToken);

    private static bool IsBucket(TimeSpan bucket) =>
        bucket > TimeSpan.Zero && (bucket.Ticks % TimeSpan.TicksPerHour == 0
            || (bucket.Ticks % TimeSpan.TicksPerMinute == 0 && TimeSpan.TicksPerHour % bucket.Ticks == 0));

    private static void CheckRows(int rowsMax)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rowsMax, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rowsMax, RowsMax);
    }

    private static HistoryState State(Database database)
    {
        var (caughtUpAt, minutesFrom) = UsageQueries.Reach(database);
        var pools = new List<PoolId>();
        using var query = database.Prepare("SELECT vendor, feature FROM streams ORDER BY vendor, feature");
        while (query.Step())
            pools.Add(new PoolId(query.Text(0), query.Text(1)));
        return new(Instant(caughtUpAt), Instant(minutesFrom * TimeSpan.TicksPerMinute), pools);
    }

    private static FeatureReport Report(Database database, PoolId pool, DateTimeOffset from, DateTimeOffset to)
    {
        var filter = new HistoryFilter(from, to) { Vendor = pool.Vendor, Feature = pool.Feature };
        var (use, seatsAtEnd, peakAt) = UsageQueries.Whole(database, pool, from, to);
        var (sessions, users) = SummaryQueries.CountSessions(database, filter, UsageQueries.Reach(database).CaughtUpAt);
        return new(pool, use, seatsAtEnd, peakAt, sessions, users, SummaryQueries.CountDenials(database, filter));
    }

    private static DateTimeOffset? Instant(long ticks) => ticks == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero);

    private Task<T> ReadAsync<T>(Func<Database, T> read, CancellationToken cancellationToken) =>
        Task.Run(() => Read(read), cancellationToken);

    private T Read<T>(Func<Database, T> read)
    {
        try
        {
            using var database = HistoryFile.OpenReader(path);
            database.Execute("BEGIN");
            return read(database);
        }
        catch (SqliteException error)
        {
            throw error.AsFault();
        }
    }
}
