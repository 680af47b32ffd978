namespace Usher.Server.Options;

/// <summary>Whether metrics and traces are sent to a collector of OpenTelemetry, over OTLP/HTTP with protobuf. Section "Otlp".</summary>
public sealed record OtlpOptions
{
    /// <summary>Longest address, in characters.</summary>
    public const int EndpointCharactersMax = 2_000;

    /// <summary>
    /// Where the collector is: an http or https URL without user, query and fragment. Without a path,
    /// <c>/v1/metrics</c> is meant. Default empty: nothing is sent, and the server makes no outbound connection.
    /// </summary>
    public string Endpoint { get; init; } = "";

    /// <summary>How often they are sent. 1 s to 1 h. Default 1 min.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// A file with headers for the collector, such as its token, as lines of <c>Name: value</c>; read again for each request.
    /// Only with https, or a collector on loopback. Default empty: none.
    /// </summary>
    public string HeadersFile { get; init; } = "";

    /// <summary>One request of the administration in so many is traced. 0 to 1 000 000; 0: none. Default 0.</summary>
    public int TraceOneIn { get; init; }

    /// <summary>Whether a text may be the endpoint.</summary>
    internal static bool IsEndpoint(string text) => text.Length == 0 || (text.Length <= EndpointCharactersMax
        && Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
        && url is { UserInfo: "", Query: "", Fragment: "", Host.Length: > 0 });
}
