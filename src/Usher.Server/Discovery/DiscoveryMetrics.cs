using System.Diagnostics.Metrics;

namespace Usher.Server.Discovery;

/// <summary>Counters of 1455/udp. The names are a contract, listed in docs/metrics.md.</summary>
internal static class DiscoveryMetrics
{
    private static readonly Meter Meter = new("Usher.Discovery");

    /// <summary>Questions that were answered.</summary>
    public static readonly Counter<long> Answered = Meter.CreateCounter<long>("usher.discovery.answered", "{datagram}");

    /// <summary>Datagrams that got no answer, by <c>reason</c>.</summary>
    public static readonly Counter<long> Dropped = Meter.CreateCounter<long>("usher.discovery.dropped", "{datagram}");

    /// <summary>Counts one that got none.</summary>
    public static void Drop(string reason) => Dropped.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
