using System.Collections.Immutable;
using Google.Protobuf;
using static Google.Protobuf.WireFormat;
using static Usher.Server.Metrics.Otlp.OtlpWire;

namespace Usher.Server.Metrics.Otlp;

/// <summary>
/// Writes metrics as OTLP has them: an ExportMetricsServiceRequest of opentelemetry-proto 1.x, which only ever adds
/// fields. About a dozen messages, written by hand: generated code for all of OTLP would be a hundred times as much.
/// </summary>
/// <remarks>
/// <code>
/// request  = 1: resource metrics { 1: resource { 1: attribute* }, 2: scope metrics* }
/// scope    = 1: scope { 1: name, 2: version }, 2: metric*
/// metric   = 1: name, 2: description, 3: unit, 5: gauge | 7: sum | 9: histogram
/// gauge    = 1: point*
/// sum      = 1: point*, 2: temporality (2: cumulative), 3: is monotonic
/// point    = 2: start, 3: time (fixed64, ns since 1970), 4: value (double), 7: attribute*
/// histogram = 1: bucket point*, 2: temporality
/// bucket point = 2: start, 3: time, 4: count (fixed64), 5: sum (double), 6: counts (packed fixed64), 7: bounds (packed double), 9: attribute*
/// attribute = 1: key, 2: value { 1: text }
/// </code>
/// </remarks>
internal static class OtlpMessage
{
    private const int Cumulative = 2;

    /// <summary>One request with everything.</summary>
    /// <param name="resource">Who measures: the attributes of the resource.</param>
    /// <param name="version">Of Usher, for the scopes.</param>
    /// <param name="families">What was measured. Those without a value are left out.</param>
    /// <param name="startedAt">Since when counters count.</param>
    /// <param name="now">When it was read.</param>
    internal static byte[] Write(
        IReadOnlyList<KeyValuePair<string, string>> resource,
        string version,
        ImmutableArray<FamilyReading> families,
        DateTimeOffset startedAt,
        DateTimeOffset now)
    {
        var times = (Start: Nanoseconds(startedAt), Now: Nanoseconds(now));
        return Message(request => Nest(request, 1, metrics =>
        {
            Resource(metrics, resource);
            foreach (var scope in families.Where(family => !family.Series.IsEmpty).GroupBy(family => family.Meter))
                Nest(metrics, 2, to => Families(to, scope.Key, version, scope, times));
        }));
    }

    private static void Families(
        CodedOutputStream to, string name, string version, IEnumerable<FamilyReading> families, (ulong Start, ulong Now) times)
    {
        Scope(to, name, version);
        foreach (var family in families)
            Nest(to, 2, metric => Metric(metric, family, times));
    }

    private static void Metric(CodedOutputStream to, FamilyReading family, (ulong Start, ulong Now) times)
    {
        Text(to, 1, family.Instrument);
        Text(to, 2, family.Help);
        Text(to, 3, family.Unit);
        Nest(to, family.Kind switch { MetricKind.Gauge => 5, MetricKind.Counter => 7, MetricKind.Histogram => 9 }, kind =>
        {
            foreach (var series in family.Series)
                Nest(kind, 1, point => Point(point, family, series, times));
            if (family.Kind == MetricKind.Gauge)
                return;
            kind.WriteTag(2, WireType.Varint);
            kind.WriteEnum(Cumulative);
            if (family.Kind != MetricKind.Counter)
                return;
            kind.WriteTag(3, WireType.Varint);
            kind.WriteBool(true);
        });
    }

    private static void Point(CodedOutputStream to, FamilyReading family, SeriesReading series, (ulong Start, ulong Now) times)
    {
        if (family.Kind != MetricKind.Gauge)
            Fixed(to, 2, times.Start);
        Fixed(to, 3, times.Now);
        if (family.Kind == MetricKind.Histogram)
        {
            Fixed(to, 4, (ulong)series.Counts.Sum());
            Number(to, 5, series.Value);
            Nest(to, 6, packed => Each(series.Counts, count => packed.WriteFixed64((ulong)count)));
            Nest(to, 7, packed => Each(family.Bounds, packed.WriteDouble));
            Attributes(to, 9, series.Labels.Labels);
        }
        else
        {
            Number(to, 4, series.Value);
            Attributes(to, 7, series.Labels.Labels);
        }
    }

    private static void Number(CodedOutputStream to, int field, double value)
    {
        to.WriteTag(field, WireType.Fixed64);
        to.WriteDouble(value);
    }

    private static void Each<T>(ImmutableArray<T> items, Action<T> act)
    {
        foreach (var item in items)
            act(item);
    }
}
