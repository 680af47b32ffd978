using System.Diagnostics.Metrics;
using Usher.Server.Metrics;

namespace Usher.Server.Guard;

/// <summary>What the port guard counts. The names are a contract, listed in docs/metrics.md.</summary>
internal sealed class PortMetrics
{
    private readonly Counter<long> reports, deliveries;

    internal PortMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Usher.Ports");
        reports = meter.CreateCounter<long>("usher.ports.reports", "{report}", "Changes on watched ports that were told, by change and verdict.");
        HeldBack = meter.CreateCounter<long>("usher.ports.held_back", "{report}", "Changes that were not told because there were too many.");
        deliveries = meter.CreateCounter<long>("usher.ports.deliveries", "{report}", "Reports for the webhook or command, by way and outcome.");
        LookSeconds = meter.CreateHistogram<double>("usher.ports.look", "s", "One look at all listeners, with the judgement of what changed.");
        HeldBack.Add(0);
    }

    /// <summary>Counts for nobody.</summary>
    internal static PortMetrics Unread { get; } = new(MeterScope.Unread);

    /// <summary>Changes that were held back because there were too many.</summary>
    public Counter<long> HeldBack { get; }

    /// <summary>How long a look at all listeners took, judgement included.</summary>
    public Histogram<double> LookSeconds { get; }

    /// <summary>Counts one report.</summary>
    public void Report(PortReport report) => reports.Add(
        1, new KeyValuePair<string, object?>("change", report.Change), new KeyValuePair<string, object?>("verdict", report.Verdict));

    /// <summary>Counts what became of a report.</summary>
    public void Delivery(string way, string outcome) => deliveries.Add(
        1, new KeyValuePair<string, object?>("way", way), new KeyValuePair<string, object?>("outcome", outcome));
}
