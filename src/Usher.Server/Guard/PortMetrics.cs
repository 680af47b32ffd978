using System.Diagnostics.Metrics;

namespace Usher.Server.Guard;

/// <summary>Counters of the port guard. The names are a contract, listed in docs/metrics.md.</summary>
internal static class PortMetrics
{
    /// <summary>The meter.</summary>
    internal const string MeterName = "Usher.Ports";

    private static readonly Meter Meter = new(MeterName);

    /// <summary>Changes on watched ports that were told, by <c>change</c> and <c>verdict</c>.</summary>
    public static readonly Counter<long> Reports = Meter.CreateCounter<long>("usher.ports.reports", "{report}");

    /// <summary>Changes that were held back because there were too many.</summary>
    public static readonly Counter<long> HeldBack = Meter.CreateCounter<long>("usher.ports.held_back", "{report}");

    /// <summary>Reports handed to a webhook or command, by <c>way</c> and <c>outcome</c>.</summary>
    public static readonly Counter<long> Deliveries = Meter.CreateCounter<long>("usher.ports.deliveries", "{report}");

    /// <summary>How long a look at all listeners took, judgement included.</summary>
    public static readonly Histogram<double> LookSeconds = Meter.CreateHistogram<double>("usher.ports.look.duration", "s");

    /// <summary>Counts one report.</summary>
    public static void Report(PortReport report) => Reports.Add(
        1, new KeyValuePair<string, object?>("change", report.Change), new KeyValuePair<string, object?>("verdict", report.Verdict));

    /// <summary>Counts what became of a report.</summary>
    public static void Delivery(string way, string outcome) => Deliveries.Add(
        1, new KeyValuePair<string, object?>("way", way), new KeyValuePair<string, object?>("outcome", outcome));
}
