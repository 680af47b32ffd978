using System.Diagnostics.Metrics;

namespace Usher.Server.Management.Leases;

/// <summary>What leases over HTTP count. The names are a contract, listed in docs/metrics.md.</summary>
internal sealed class LeaseMetrics
{
    internal LeaseMetrics(IMeterFactory meters)
    {
        WrongSecrets = meters.Create("Usher.Management").CreateCounter<long>(
            "usher.leases.http.wrong_secrets", "{request}", "Requests that named a lease without its secret, or with another one.");
        WrongSecrets.Add(0);
    }

    /// <summary>Requests that named a lease without its secret, or with another one.</summary>
    internal Counter<long> WrongSecrets { get; }
}
