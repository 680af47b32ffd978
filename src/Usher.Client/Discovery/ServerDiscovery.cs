using Usher.Client.Discovery;

namespace Usher.Client;

/// <summary>Finds servers on the network: who serves licenses here?</summary>
public static class ServerDiscovery
{
    /// <summary>Asks, and collects answers for <see cref="DiscoveryOptions.Wait"/>.</summary>
    /// <param name="options">How to look; default: on every network of this machine, for 1 s.</param>
    /// <param name="time">Measures the wait; default: the machine's clock.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>Each server once, the one that answered first in front; empty when none answered.</returns>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static Task<IReadOnlyList<DiscoveredServer>> FindAsync(
        DiscoveryOptions? options = null, TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        OptionRules.Check(options);
        return new Search(options, time ?? TimeProvider.System, RandomSource.System, () => new UdpAsking(options))
            .RunAsync(settle: null, cancellationToken);
    }
}
