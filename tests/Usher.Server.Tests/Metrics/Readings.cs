using System.Buffers;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Usher.Server.Metrics;

namespace Usher.Server.Tests.Metrics;

/// <summary>What tests ask a table of metrics.</summary>
internal static class Readings
{
    public static MetricTable NewTable() => new(NullLogger.Instance);

    /// <summary>The value of one series; null when there is none. Of a histogram, the sum.</summary>
    public static double? Value(this MetricTable table, string metric, string labels = "") =>
        table.Series(metric).SingleOrDefault(series => series.Labels.Text == labels)?.Value;

    /// <summary>Measurements of a histogram without labels up to a bound.</summary>
    public static long UpTo(this MetricTable table, string metric, double bound)
    {
        var family = table.Read().Single(family => family.Name == metric);
        var below = family.Bounds.Count(one => one <= bound);
        return family.Series.IsEmpty ? 0 : family.Series[0].Counts.Take(below).Sum();
    }

    public static IReadOnlyList<SeriesReading> Series(this MetricTable table, string metric) =>
        [.. table.Read().Where(family => family.Name == metric).SelectMany(family => family.Series)];

    /// <summary>The text for Prometheus, line by line.</summary>
    public static string[] Lines(this MetricTable table)
    {
        var bytes = new ArrayBufferWriter<byte>();
        PrometheusText.Write(bytes, table.Read());
        return Encoding.UTF8.GetString(bytes.WrittenSpan).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
