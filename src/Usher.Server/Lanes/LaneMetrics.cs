using System.Diagnostics.Metrics;

namespace Usher.Server.Lanes;

/// <summary>Counters of the lanes. The names are a contract, listed in docs/metrics.md.</summary>
internal static class LaneMetrics
{
    private static readonly Meter Meter = new("Usher.Lanes");

    /// <summary>Batches that became durable.</summary>
    public static readonly Counter<long> Batches = Meter.CreateCounter<long>("usher.lane.batches", "{batch}");

    /// <summary>Requests per batch.</summary>
    public static readonly Histogram<int> BatchRequests = Meter.CreateHistogram<int>("usher.lane.batch.requests", "{request}");

    /// <summary>How long an append took.</summary>
    public static readonly Histogram<double> AppendSeconds = Meter.CreateHistogram<double>("usher.lane.append.duration", "s");

    /// <summary>Requests that were answered "busy".</summary>
    public static readonly Counter<long> Busy = Meter.CreateCounter<long>("usher.lane.busy", "{request}");

    /// <summary>Batches decided again because another writer was first.</summary>
    public static readonly Counter<long> Conflicts = Meter.CreateCounter<long>("usher.lane.conflicts", "{batch}");

    /// <summary>Appends that failed or whose outcome was not known at first.</summary>
    public static readonly Counter<long> JournalFailures = Meter.CreateCounter<long>("usher.lane.journal.failures", "{append}");
}
