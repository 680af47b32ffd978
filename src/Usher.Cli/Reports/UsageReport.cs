using Usher.Journal.History;

namespace Usher.Cli.Reports;

/// <summary>All that a report says.</summary>
/// <param name="From">The first instant.</param>
/// <param name="To">The first instant after.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="CaughtUpAt">How far the history reaches; null: nothing was projected yet.</param>
/// <param name="Features">In the order of their names.</param>
/// <param name="Days">Use by the day, of the same features in the same order.</param>
/// <param name="Users">Those who used most, most first.</param>
internal sealed record UsageReport(
    DateTimeOffset From, DateTimeOffset To, DateTimeOffset MadeAt, DateTimeOffset? CaughtUpAt,
    IReadOnlyList<FeatureReport> Features, IReadOnlyList<UsageSeries> Days, IReadOnlyList<UserUse> Users)
{
    /// <summary>Most people in a report.</summary>
    public const int UsersMax = 50;

    /// <summary>Reads it.</summary>
    public static async Task<UsageReport> ReadAsync(HistoryDoor history, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var (features, users) = await history.Source.ReportAsync(from, to, UsersMax, cancellationToken);
        var days = new List<UsageSeries>();
        foreach (var feature in features)
            days.Add(await history.Source.UsageAsync(feature.Pool, from, to, TimeSpan.FromDays(1), cancellationToken));
        return new(from, to, history.Now, history.State.CaughtUpAt, features, days, users);
    }
}
