using System.Diagnostics.Metrics;
using Usher.Server.Metrics;

namespace Usher.Server.Lanes;

/// <summary>What the lanes of one server count. The names are a contract, listed in docs/metrics.md.</summary>
internal sealed class LaneMetrics
{
    internal LaneMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Usher.Lanes");
        Batches = meter.CreateCounter<long>("usher.batches", "{batch}", "Batches of decisions that became durable, those without a change included.");
        BatchRequests = meter.CreateHistogram<int>("usher.batch.requests", "{request}", "Requests that were decided in one batch.");
        AppendSeconds = meter.CreateHistogram<double>("usher.journal.append", "s", "From handing a batch to the journal until it was durable.");
        Busy = meter.CreateCounter<long>("usher.lanes.busy", "{request}", "Requests that were answered 'busy', because the queue of their lane was full.");
        Conflicts = meter.CreateCounter<long>("usher.journal.conflicts", "{batch}", "Batches that were decided again because another writer was first.");
        JournalFailures = meter.CreateCounter<long>("usher.journal.failures", "{append}", "Appends that failed, or whose outcome had to be looked up.");
        foreach (var counter in new[] { Batches, Busy, Conflicts, JournalFailures })
            counter.Add(0);
    }

    /// <summary>Counts for nobody.</summary>
    internal static LaneMetrics Unread { get; } = new(MeterScope.Unread);

    /// <summary>Batches that became durable.</summary>
    public Counter<long> Batches { get; }

    /// <summary>Requests per batch.</summary>
    public Histogram<int> BatchRequests { get; }

    /// <summary>How long an append took.</summary>
    public Histogram<double> AppendSeconds { get; }

    /// <summary>Requests that were answered "busy".</summary>
    public Counter<long> Busy { get; }

    /// <summary>Batches decided again because another writer was first.</summary>
    public Counter<long> Conflicts { get; }

    /// <summary>Appends that failed or whose outcome was not known at first.</summary>
    public Counter<long> JournalFailures { get; }
}
