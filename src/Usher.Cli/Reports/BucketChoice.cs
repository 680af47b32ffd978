namespace Usher.Cli.Reports;

/// <summary>Which length of bucket suits a time.</summary>
internal static class BucketChoice
{
    /// <summary>Lengths to choose from.</summary>
    private static readonly TimeSpan[] _lengths =
    [
        .. ((int[])[1, 2, 5, 10, 15, 30]).Select(minutes => TimeSpan.FromMinutes(minutes)),
        .. ((int[])[1, 2, 3, 6, 12, 24, 7 * 24, 28 * 24]).Select(hours => TimeSpan.FromHours(hours)),
    ];

    /// <summary>The shortest length that needs no more than so many buckets.</summary>
    public static TimeSpan For(TimeSpan span, int bucketsMax) =>
        _lengths.FirstOrDefault(length => span / length <= bucketsMax - 1, _lengths[^1]);
}
