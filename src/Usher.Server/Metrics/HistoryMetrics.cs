using System.Diagnostics.Metrics;

namespace Usher.Server.Metrics;

/// <summary>How far the history for reports is. The names are a contract, listed in docs/metrics.md.</summary>
internal sealed class HistoryMetrics
{
    private readonly Counter<long> events;
    private readonly Gauge<long> behind;

    internal HistoryMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Usher.History");
        events = meter.CreateCounter<long>("usher.history.events", "{event}", "Events of the journal that were written to the history for reports.");
        behind = meter.CreateGauge<long>("usher.history.behind", "{event}", "Events that were known to wait for the history, as of its last batch; 0 once it has caught up.");
        events.Add(0);
        behind.Record(0);
    }

    /// <summary>Counts for nobody.</summary>
    internal static HistoryMetrics Unread { get; } = new(MeterScope.Unread);

    /// <summary>A batch was written.</summary>
    internal void Projected(int written, long waiting)
    {
        events.Add(written);
        behind.Record(waiting);
    }

    /// <summary>Nothing waits.</summary>
    internal void CaughtUp() => behind.Record(0);
}
