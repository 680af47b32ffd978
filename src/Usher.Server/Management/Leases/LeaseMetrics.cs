using System.Diagnostics.Metrics;

namespace Usher.Server.Management.Leases;

/// <summary>Counters of leases over HTTP. The names are a contract, listed in docs/metrics.md.</summary>
internal static class LeaseMetrics
{
    private static readonly Meter Meter = new("Usher.Management");

    /// <summary>Requests that named a lease without its secret, or with another one.</summary>
    internal static readonly Counter<long> WrongSecrets = Meter.CreateCounter<long>("usher.leases.http.wrong_secrets", "{request}");
}
