using System.Net;

namespace Usher.Bench.Targets;

/// <summary>A plaintext server that somebody else started.</summary>
internal sealed class GivenTarget : ITarget
{
    private GivenTarget(IPEndPoint endpoint) => Endpoint = endpoint;

    public IPEndPoint Endpoint { get; }

    public int? ProcessId => null;

    public bool Tls => false;

    public static async Task<GivenTarget> FindAsync(string server)
    {
        if (IPEndPoint.TryParse(server, out var endpoint) && endpoint.Port > 0)
            return new GivenTarget(endpoint);
        var (host, port) = server.LastIndexOf(':') is var colon and > 0
            ? (server[..colon], int.Parse(server[(colon + 1)..], System.Globalization.CultureInfo.InvariantCulture))
            : (server, Protocol.WireLimits.SeatsPort);
        var addresses = await Dns.GetHostAddressesAsync(host);
        return new GivenTarget(new IPEndPoint(addresses[0], port));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
