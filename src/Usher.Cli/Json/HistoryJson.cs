using Usher.Journal.History;

namespace Usher.Cli.Output;

/// <summary>What 'history --json' prints.</summary>
internal sealed record HistoryJson(
    string Feature, string Vendor, DateTimeOffset From, DateTimeOffset To, DateTimeOffset? CaughtUpAt, long BucketSeconds,
    IReadOnlyList<HistoryJson.Stretch> Buckets)
{
    /// <summary>One stretch of time.</summary>
    internal sealed record Stretch(
        DateTimeOffset At, long CoveredSeconds, long Seats, long UsedPeak, double UsedAverage, long ActivePeak, long LingeringPeak,
        long OverdraftPeak, long QueuedPeak, double ActiveSeatHours, double LingeringSeatHours, double OverdraftSeatHours,
        double QueuedSeatHours, long FullSeconds);

    /// <summary>Of a series.</summary>
    public static HistoryJson Of(UsageSeries series, HistoryFilter within, DateTimeOffset? caughtUpAt) => new(
        series.Pool.Feature, series.Pool.Vendor, within.From, within.To, caughtUpAt, (long)series.Bucket.TotalSeconds,
        [.. series.Buckets.Select(One)]);

    private static Stretch One(UsageBucket bucket) => new(
        bucket.At, (long)bucket.Covered.TotalSeconds, bucket.Seats, bucket.Peak.Used, Rounded(bucket.UsedAverage), bucket.Peak.Active,
        bucket.Peak.Lingering, bucket.Peak.Overdraft, bucket.Peak.Queued, Rounded(bucket.Hours.Active), Rounded(bucket.Hours.Lingering),
        Rounded(bucket.Hours.Overdraft), Rounded(bucket.Hours.Queued), (long)bucket.Full.TotalSeconds);

    /// <summary>Three digits, which is a few seconds of a seat.</summary>
    internal static double Rounded(double value) => Math.Round(value, 3);
}
