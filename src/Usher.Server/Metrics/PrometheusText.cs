using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Usher.Server.Metrics;

/// <summary>Writes metrics in the text format of Prometheus, version 0.0.4.</summary>
internal static class PrometheusText
{
    /// <summary>What the answer is.</summary>
    internal const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Writes every metric: its help, its type, and a line for each value. A metric without values is named all the same.</summary>
    internal static void Write(IBufferWriter<byte> to, ImmutableArray<FamilyReading> families)
    {
        foreach (var family in families)
        {
            Put(to, $"# HELP {family.Name} {EscapeHelp(family.Help)}\n# TYPE {family.Name} {Word(family.Kind)}\n");
            foreach (var series in family.Series)
            {
                if (family.Kind == MetricKind.Histogram)
                    PutHistogram(to, family, series);
                else
                    Put(to, $"{family.Name}{Braced(series.Labels.Text)} {Number(series.Value)}\n");
            }
        }
    }

    /// <summary>The type, as the format names it.</summary>
    internal static string Word(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Gauge => "gauge",
        MetricKind.Histogram => "histogram",
    };

    /// <summary>A number as the format has it: the shortest text that reads back as the same number.</summary>
    internal static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    /// <remarks>Each bucket counts those below it too; the last is the number of all.</remarks>
    private static void PutHistogram(IBufferWriter<byte> to, FamilyReading family, SeriesReading series)
    {
        var (labels, sum) = (series.Labels.Text, 0L);
        for (var at = 0; at < series.Counts.Length; at++)
        {
            sum += series.Counts[at];
            var bound = at < family.Bounds.Length ? Number(family.Bounds[at]) : "+Inf";
            Put(to, $"{family.Name}_bucket{{{labels}{(labels.Length > 0 ? "," : "")}le=\"{bound}\"}} {sum}\n");
        }

        Put(to, $"{family.Name}_sum{Braced(labels)} {Number(series.Value)}\n");
        Put(to, $"{family.Name}_count{Braced(labels)} {sum}\n");
    }

    private static string Braced(string labels) => labels.Length == 0 ? "" : $"{{{labels}}}";

    private static string EscapeHelp(string help) =>
        help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static void Put(IBufferWriter<byte> to, FormattableString line) =>
        Encoding.UTF8.GetBytes(line.ToString(CultureInfo.InvariantCulture), to);
}
