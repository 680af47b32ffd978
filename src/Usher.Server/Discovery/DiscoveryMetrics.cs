using System.Diagnostics.Metrics;
using Usher.Server.Metrics;

namespace Usher.Server.Discovery;

/// <summary>What 1455/udp counts. The names are a contract, listed in docs/metrics.md.</summary>
internal sealed class DiscoveryMetrics
{
    private readonly Counter<long> dropped;

    internal DiscoveryMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Usher.Discovery");
        Answered = meter.CreateCounter<long>("usher.discovery.answered", "{datagram}", "Questions on 1455/udp that were answered.");
        dropped = meter.CreateCounter<long>("usher.discovery.dropped", "{datagram}", "Datagrams on 1455/udp without an answer, by reason.");
        Answered.Add(0);
    }

    /// <summary>Counts for nobody.</summary>
    internal static DiscoveryMetrics Unread { get; } = new(MeterScope.Unread);

    /// <summary>Questions that were answered.</summary>
    public Counter<long> Answered { get; }

    /// <summary>Counts one that got no answer.</summary>
    public void Drop(string reason) => dropped.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
