using System.Globalization;
using Usher.Journal.History;

namespace Usher.Cli.Reports;

/// <summary>Use over time, drawn with block characters: no color, any width.</summary>
internal static class UsageChart
{
    /// <summary>Rows of the drawing.</summary>
    public const int Rows = 10;

    private const string Eighths = " ▁▂▃▄▅▆▇█";
    private const char Ceiling = '┄';
    private const int LabelGap = 3;

    /// <summary>How many columns a drawing of some width has.</summary>
    public static int Columns(int width, long most) => Math.Max(10, width - LabelWidth(most) - 2);

    /// <summary>The drawing, line by line: peaks as bars, the licensed seats as a dashed line.</summary>
    public static IEnumerable<string> Draw(UsageSeries series, int width)
    {
        var buckets = series.Buckets;
        if (buckets.Count == 0)
            yield break;
        var top = Math.Max(1, buckets.Max(bucket => Math.Max(bucket.Peak.Used, bucket.Seats)));
        var times = Math.Max(1, Columns(width, top) / buckets.Count);
        for (var row = Rows - 1; row >= 0; row--)
            yield return $"{Label(row, top)} ┤{Line(buckets, row, top, times)}".TrimEnd();
        yield return $"{new string(' ', LabelWidth(top))} └{new string('─', buckets.Count * times)}";
        yield return $"{new string(' ', LabelWidth(top) + 2)}{TimeAxis(series, times)}".TrimEnd();
    }

    private static string Line(IReadOnlyList<UsageBucket> buckets, int row, long top, int times) =>
        string.Concat(buckets.Select(bucket => new string(Cell(bucket, row, top), times)));

    private static char Cell(UsageBucket bucket, int row, long top)
    {
        var eighths = Math.Clamp(Height(bucket.Peak.Used, top) - (row * 8), 0, 8);
        return eighths == 0 && bucket.Seats > 0 && RowOf(bucket.Seats, top) == row ? Ceiling : Eighths[eighths];
    }

    /// <summary>In eighths of a row; what is not zero is seen.</summary>
    private static int Height(long seats, long top) =>
        seats == 0 ? 0 : Math.Max(1, (int)Math.Round((double)seats * Rows * 8 / top, MidpointRounding.AwayFromZero));

    private static int RowOf(long seats, long top) => (Height(seats, top) - 1) / 8;

    private static string Label(int row, long top)
    {
        var shown = row == Rows - 1 ? $"{top}" : row == Rows / 2 - 1 && top >= 2 ? (top / 2.0).ToString("0.#", CultureInfo.InvariantCulture) : "";
        return shown.PadLeft(LabelWidth(top));
    }

    private static int LabelWidth(long top) => Math.Max(3, $"{top}".Length + (top % 2 == 0 ? 0 : 2));

    private static string TimeAxis(UsageSeries series, int times)
    {
        var length = series.Bucket * series.Buckets.Count;
        var form = length <= TimeSpan.FromDays(1) ? "HH:mm" : length <= TimeSpan.FromDays(3) ? "MM-dd HH:mm" : length <= TimeSpan.FromDays(300) ? "MM-dd" : "yyyy-MM";
        var axis = new char[series.Buckets.Count * times];
        Array.Fill(axis, ' ');
        for (int i = 0, free = 0; i < series.Buckets.Count; i++)
        {
            var label = series.Buckets[i].At.UtcDateTime.ToString(form, CultureInfo.InvariantCulture);
            if (i * times < free || !IsRound(series, i) || (i * times) + label.Length > axis.Length)
                continue;
            label.CopyTo(axis.AsSpan(i * times));
            free = (i * times) + label.Length + LabelGap;
        }

        return new string(axis);
    }

    /// <summary>Labels stand at midnight when there are some; else anywhere.</summary>
    private static bool IsRound(UsageSeries series, int i) =>
        series.Bucket >= TimeSpan.FromDays(1) || series.Bucket * series.Buckets.Count < TimeSpan.FromDays(2)
        || series.Buckets[i].At.TimeOfDay == TimeSpan.Zero;
}
