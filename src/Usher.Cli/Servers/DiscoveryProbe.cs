using System.Net;
using Usher.Client;
using Usher.Ports;

namespace Usher.Cli.Servers;

/// <summary>
/// Asks a UDP listener of this machine by the question of discovery, once, whether it is an Usher; it has to sign as the
/// server that it says it is.
/// </summary>
internal sealed class DiscoveryProbe(TimeProvider time)
{
    /// <summary>Longest wait for the answer.</summary>
    internal static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(500);

    /// <summary>Asks it.</summary>
    public async Task<ProbeAnswer> AskAsync(Listener listener, CancellationToken cancellationToken)
    {
        var address = listener.Address.Equals(IPAddress.Any) ? IPAddress.Loopback
            : listener.Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback
            : listener.Address;
        var options = new DiscoveryOptions { Targets = [new(address, listener.Port)], Wait = Wait, Tries = 1, ServersMax = 1 };
        return await ServerDiscovery.FindAsync(options, time, cancellationToken) switch
        {
            [{ IsSignatureValid: true, Identity: var identity }, ..] => new ProbeAnswer.Usher($"{identity}"),
            [{ Identity: var identity }, ..] => new ProbeAnswer.FalseUsher($"{identity}"),
            _ => new ProbeAnswer.Nothing(),
        };
    }
}
