using System.Diagnostics;
using Google.Protobuf;
using static Usher.Server.Metrics.Otlp.OtlpWire;

namespace Usher.Server.Metrics.Otlp;

/// <summary>Writes spans as OTLP has them: an ExportTraceServiceRequest of opentelemetry-proto 1.x.</summary>
/// <remarks>
/// <code>
/// request  = 1: resource spans { 1: resource { 1: attribute* }, 2: scope spans* }
/// scope    = 1: scope { 1: name, 2: version }, 2: span*
/// span     = 1: trace id (16 bytes), 2: span id (8), 4: parent's span id, 5: name, 6: kind (2: server), 7: start, 8: end (fixed64, ns
///            since 1970), 9: attribute*, 15: status { 3: code (2: error) }
/// </code>
/// </remarks>
internal static class OtlpSpans
{
    private const int Server = 2;
    private const int Error = 2;

    /// <summary>One request with all of them, at least one.</summary>
    /// <param name="resource">Who tells: the attributes of the resource.</param>
    /// <param name="spans">Of one source.</param>
    internal static byte[] Write(IReadOnlyList<KeyValuePair<string, string>> resource, IReadOnlyList<Activity> spans) =>
        Message(request => Nest(request, 1, from =>
        {
            Resource(from, resource);
            Nest(from, 2, to =>
            {
                Scope(to, spans[0].Source.Name, spans[0].Source.Version ?? "");
                foreach (var span in spans)
                    Nest(to, 2, one => Write(one, span));
            });
        }));

    private static void Write(CodedOutputStream to, Activity span)
    {
        Bytes(to, 1, Convert.FromHexString(span.TraceId.ToHexString()));
        Bytes(to, 2, Convert.FromHexString(span.SpanId.ToHexString()));
        if (span.ParentSpanId != default)
            Bytes(to, 4, Convert.FromHexString(span.ParentSpanId.ToHexString()));
        Text(to, 5, span.DisplayName);
        Choice(to, 6, Server);
        var start = new DateTimeOffset(span.StartTimeUtc);
        Fixed(to, 7, Nanoseconds(start));
        Fixed(to, 8, Nanoseconds(start + span.Duration));
        foreach (var (key, value) in span.TagObjects)
        {
            if (value is int number)
                Attribute(to, 9, key, number);
            else
                Attributes(to, 9, [new(key, $"{value}")]);
        }

        if (span.Status == ActivityStatusCode.Error)
            Nest(to, 15, status => Choice(status, 3, Error));
    }
}
