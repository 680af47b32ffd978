using System.Collections.Immutable;

namespace Usher.Server.Options;

/// <summary>Who may connect. Section "Networks".</summary>
public sealed record NetworksOptions
{
    /// <summary>
    /// Networks in CIDR form, single addresses, or the words <c>loopback</c>, <c>private</c>, <c>link-local</c> and
    /// <c>any</c>. 1 to 1000. Connections from elsewhere are dropped before TLS and counted.
    /// Default <c>loopback, private, link-local</c>.
    /// </summary>
    public ImmutableArray<string> Trusted { get; init; } = ["loopback", "private", "link-local"];
}
