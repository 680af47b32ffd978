using System.Diagnostics.Metrics;
using Usher.Journal;

namespace Usher.Server.Metrics;

/// <summary>What the journal does, between its commits. The names are a contract, listed in docs/metrics.md.</summary>
internal sealed class JournalMetrics : IJournalObserver
{
    private readonly Histogram<double> commits, checkpoints;
    private readonly Histogram<int> groups;
    private readonly Counter<long> written, snapshotsIgnored;

    internal JournalMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Usher.Journal");
        commits = meter.CreateHistogram<double>("usher.journal.commit", "s", "One transaction of the journal, from its beginning until it was durable.");
        groups = meter.CreateHistogram<int>("usher.journal.commit.batches", "{batch}", "Batches that shared one transaction.");
        written = meter.CreateCounter<long>("usher.journal.written", "By", "Bytes of the events that became durable.");
        checkpoints = meter.CreateHistogram<double>("usher.journal.checkpoint", "s", "Copying the write-ahead log into the database file; appends wait meanwhile.");
        snapshotsIgnored = meter.CreateCounter<long>("usher.journal.snapshots.ignored", "{snapshot}", "Stored snapshots that were damaged and not used.");
        written.Add(0);
        snapshotsIgnored.Add(0);
    }

    /// <inheritdoc />
    public void Committed(int batches, long payloadBytes, TimeSpan elapsed)
    {
        commits.Record(elapsed.TotalSeconds);
        groups.Record(batches);
        written.Add(payloadBytes);
    }

    /// <inheritdoc />
    public void Failed(JournalException error)
    {
        // The lanes count it: their append failed.
    }

    /// <inheritdoc />
    public void Checkpointed(int pages, TimeSpan elapsed) => checkpoints.Record(elapsed.TotalSeconds);

    /// <inheritdoc />
    public void SnapshotIgnored(StreamId stream, long sequence, string why) => snapshotsIgnored.Add(1);
}
