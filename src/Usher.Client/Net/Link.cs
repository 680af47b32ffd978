using Usher.Licensing;

namespace Usher.Client.Net;

/// <summary>Bytes to and from a server, before anything was said.</summary>
/// <param name="Stream">Owned: disposing it closes the connection.</param>
/// <param name="Identity">What the peer proved in TLS; null without TLS.</param>
/// <param name="Endpoint">Which address answered.</param>
internal sealed record Link(Stream Stream, ServerIdentity? Identity, string Endpoint)
{
    /// <summary>Closes it at once with a reset instead of the ordinary end of our bytes; what was not sent yet is lost.</summary>
    internal Action Reset { get; init; } = () => { };
}
