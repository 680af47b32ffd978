using System.Net;
using System.Net.Sockets;
using Usher.Server.Management.Contract;

namespace Usher.Server.Networks;

/// <summary>
/// Where dropped connections came from: a few networks with their counts. When there is no room for one more, the network
/// that was quiet for longest is forgotten. Safe on any thread.
/// </summary>
internal sealed class DroppedSources(TimeProvider time)
{
    /// <summary>Most networks that are remembered.</summary>
    internal const int SourcesMax = 64;

    private const int IPv4PrefixBits = 24, IPv6PrefixBits = 64;

    private readonly Lock gate = new();
    private readonly Dictionary<IPNetwork, Source> sources = [];
    private long order;
    private long forgotten;

    /// <summary>Connections from networks that were forgotten.</summary>
    internal long Forgotten => Interlocked.Read(ref forgotten);

    /// <summary>Newest first.</summary>
    internal IReadOnlyList<DroppedSource> Newest
    {
        get
        {
            lock (gate)
            {
                return
                [
                    .. sources.OrderByDescending(pair => pair.Value.Order)
                        .Select(pair => new DroppedSource($"{pair.Key}", pair.Value.Count, pair.Value.LastAt, $"{pair.Value.LastAddress}")),
                ];
            }
        }
    }

    /// <summary>Counts one.</summary>
    internal void Add(IPAddress address)
    {
        var network = NetworkOf(address);
        lock (gate)
        {
            var before = sources.TryGetValue(network, out var known) ? known.Count : 0;
            if (before == 0 && sources.Count == SourcesMax)
                Forget();
            sources[network] = new Source(before + 1, time.GetUtcNow(), address, ++order);
        }
    }

    private void Forget()
    {
        var quietest = sources.MinBy(pair => pair.Value.Order);
        sources.Remove(quietest.Key);
        Interlocked.Add(ref forgotten, quietest.Value.Count);
    }

    private static IPNetwork NetworkOf(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        var prefix = address.AddressFamily == AddressFamily.InterNetwork ? IPv4PrefixBits : IPv6PrefixBits;
        bytes.AsSpan(prefix / 8).Clear();
        return new IPNetwork(new IPAddress(bytes), prefix);
    }

    private readonly record struct Source(long Count, DateTimeOffset LastAt, IPAddress LastAddress, long Order);
}
