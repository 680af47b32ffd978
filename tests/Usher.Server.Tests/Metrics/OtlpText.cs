using System.Globalization;
using Google.Protobuf;

namespace Usher.Server.Tests.Metrics;

/// <summary>Reads an OTLP request by the field numbers of opentelemetry-proto, and tells it as lines, without the times.</summary>
internal static class OtlpText
{
    /// <summary>A line per resource attribute and per point.</summary>
    public static IReadOnlyList<string> Of(byte[] request)
    {
        var lines = new List<string>();
        foreach (var metrics in Messages(request, 1))
        {
            lines.AddRange(Messages(metrics, 1).SelectMany(resource => Messages(resource, 1)).Select(attribute => $"resource {Attribute(attribute)}"));
            foreach (var scoped in Messages(metrics, 2))
            {
                var scope = $"{Text(Messages(scoped, 1)[0], 1)} {Text(Messages(scoped, 1)[0], 2)}";
                lines.AddRange(Messages(scoped, 2).SelectMany(metric => Points(scope, metric)));
            }
        }

        return lines;
    }

    /// <summary>The value of a point that is a number; null when there is none of these words.</summary>
    public static double? Value(byte[] request, string words) =>
        Of(request).FirstOrDefault(line => line.Contains(words, StringComparison.Ordinal)) is { } line
            ? double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture)
            : null;

    /// <summary>When the first point was read, and since when it counts, in nanoseconds since 1970.</summary>
    public static (ulong Start, ulong Now) Times(byte[] request)
    {
        var metric = Messages(Messages(Messages(request, 1)[0], 2)[0], 2)[0];
        var point = Messages(Fields(metric).First(field => field.Number is 5 or 7 or 9).Bytes, 1)[0];
        return (Fields(point).FirstOrDefault(field => field.Number == 2).Whole, Fields(point).First(field => field.Number == 3).Whole);
    }

    /// <summary>A request with spans: a line per resource attribute and per span.</summary>
    public static IReadOnlyList<string> SpansOf(byte[] request)
    {
        var lines = new List<string>();
        foreach (var spans in Messages(request, 1))
        {
            lines.AddRange(Messages(spans, 1).SelectMany(resource => Messages(resource, 1)).Select(attribute => $"resource {Attribute(attribute)}"));
            foreach (var scoped in Messages(spans, 2))
            {
                var scope = $"{Text(Messages(scoped, 1)[0], 1)} {Text(Messages(scoped, 1)[0], 2)}";
                lines.AddRange(Messages(scoped, 2).Select(span => $"{scope} {Span(span)}"));
            }
        }

        return lines;
    }

    private static string Span(byte[] span)
    {
        var ids = string.Join(' ', ((int[])[1, 2, 4]).Select(field => Convert.ToHexStringLower(Messages(span, field).FirstOrDefault([]))));
        var numbers = Fields(span).Where(field => field.Number is 7 or 8).OrderBy(field => field.Number).Select(field => field.Whole);
        var status = Messages(span, 15).Select(one => Fields(one).Single(field => field.Number == 3).Whole).FirstOrDefault();
        return $"{ids} '{Text(span, 5)}' kind {Fields(span).Single(field => field.Number == 6).Whole} {string.Join(' ', numbers)} "
            + $"[{string.Join(',', Messages(span, 9).Select(Attribute))}] status {status}";
    }

    private static IEnumerable<string> Points(string scope, byte[] metric)
    {
        var kind = Fields(metric).Single(field => field.Number is 5 or 7 or 9);
        var word = kind.Number switch { 5 => "gauge", 7 => "sum", _ => "histogram" };
        var nature = string.Join(' ', Fields(kind.Bytes).Where(field => field.Number != 1).OrderBy(field => field.Number).Select(field => $"{field.Number}:{field.Whole}"));
        foreach (var point in Messages(kind.Bytes, 1))
        {
            var labels = string.Join(',', Messages(point, kind.Number == 9 ? 9 : 7).Select(Attribute));
            var value = kind.Number == 9 ? Distribution(point) : Number(Fields(point).Single(field => field.Number == 4).Whole);
            yield return $"{scope} {Text(metric, 1)} '{Text(metric, 2)}' {Text(metric, 3)} {word} {nature} [{labels}] {value}";
        }
    }

    private static string Distribution(byte[] point)
    {
        var fields = Fields(point).ToList();
        var counts = Packed(fields.Single(field => field.Number == 6).Bytes);
        var bounds = Packed(fields.Single(field => field.Number == 7).Bytes).Select(Number);
        return $"count {fields.Single(field => field.Number == 4).Whole} sum {Number(fields.Single(field => field.Number == 5).Whole)} "
            + $"counts {string.Join(',', counts)} bounds {string.Join(',', bounds)}";
    }

    private static string Attribute(byte[] attribute)
    {
        var value = Fields(Messages(attribute, 2)[0]).Single();
        return $"{Text(attribute, 1)}={(value.Number == 3 ? $"{value.Whole}" : System.Text.Encoding.UTF8.GetString(value.Bytes))}";
    }

    private static string Number(ulong bits) => BitConverter.UInt64BitsToDouble(bits).ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<ulong> Packed(byte[] bytes) => bytes.Chunk(8).Select(eight => BitConverter.ToUInt64(eight));

    private static string Text(byte[] message, int field) => System.Text.Encoding.UTF8.GetString(Messages(message, field).FirstOrDefault([]));

    private static List<byte[]> Messages(byte[] message, int field) => [.. Fields(message).Where(one => one.Number == field).Select(one => one.Bytes)];

    private static List<(int Number, ulong Whole, byte[] Bytes)> Fields(byte[] message)
    {
        var fields = new List<(int, ulong, byte[])>();
        var input = new CodedInputStream(message);
        while (input.ReadTag() is var tag && tag != 0)
        {
            var number = WireFormat.GetTagFieldNumber(tag);
            fields.Add(WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.Fixed64 => (number, input.ReadFixed64(), []),
                WireFormat.WireType.Varint => (number, input.ReadUInt64(), []),
                WireFormat.WireType.LengthDelimited => (number, 0UL, input.ReadBytes().ToByteArray()),
                _ => throw new InvalidDataException($"field {number}"),
            });
        }

        return fields;
    }
}
