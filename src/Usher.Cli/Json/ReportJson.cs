using Usher.Cli.Reports;
using Usher.Journal.History;

namespace Usher.Cli.Output;

/// <summary>What 'report --format json' prints.</summary>
/// <param name="From">The first instant.</param>
/// <param name="To">The first instant after.</param>
/// <param name="CaughtUpAt">How far the history reaches.</param>
/// <param name="Features">In the order of their names.</param>
/// <param name="Users">Those who used most, most first.</param>
internal sealed record ReportJson(
    DateTimeOffset From, DateTimeOffset To, DateTimeOffset? CaughtUpAt,
    IReadOnlyList<ReportJson.Feature> Features, IReadOnlyList<ReportJson.User> Users)
{
    /// <summary>One feature.</summary>
    internal sealed record Feature(
        string Name, string Vendor, long Seats, long SeatsMost, long UsedPeak, DateTimeOffset? PeakAt, double UsedAverage, long OverdraftPeak,
        long QueuedPeak, long FullSeconds, double SeatHours, long Sessions, long Users, IReadOnlyList<DenialsJson.Count> Denials);

    /// <summary>One person.</summary>
    internal sealed record User(string Name, long Sessions, double SeatHours, long Hosts);

    /// <summary>Of a report.</summary>
    public static ReportJson Of(UsageReport report) => new(
        report.From, report.To, report.CaughtUpAt, [.. report.Features.Select(Of)],
        [.. report.Users.Select(user => new User(user.User, user.Sessions, HistoryJson.Rounded(user.SeatHours), user.Hosts))]);

    private static Feature Of(FeatureReport one) => new(
        one.Pool.Feature, one.Pool.Vendor, one.SeatsAtEnd, one.Use.Seats, one.Use.Peak.Used, one.PeakAt,
        HistoryJson.Rounded(one.Use.UsedAverage), one.Use.Peak.Overdraft, one.Use.Peak.Queued, (long)one.Use.Full.TotalSeconds,
        HistoryJson.Rounded(one.Use.Hours.Used), one.Sessions, one.Users, [.. one.Denials.Select(DenialsJson.Count.Of)]);
}
