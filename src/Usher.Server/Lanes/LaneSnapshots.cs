using Microsoft.Extensions.Logging;
using Usher.Journal;

namespace Usher.Server.Lanes;

/// <summary>
/// Takes snapshots of a lane's pools bit by bit between its batches, and writes them beside them; one at a time. One that fails costs a
/// longer replay and nothing else.
/// </summary>
internal sealed partial class LaneSnapshots(IJournal journal, LaneSettings settings, ILogger logger)
{
    private Task writing = Task.CompletedTask;
    private HalfSnapshot? half;

    /// <summary>One is half taken: there is more to do.</summary>
    public bool IsTaking => half is not null;

    /// <summary>
    /// Begins a snapshot of a pool that has changed enough, unless there is one already. Its state must be durable. Most pools are so
    /// small that it is taken with that.
    /// </summary>
    /// <remarks>
    /// Enough is twice what a snapshot holds, leases that are over and still remembered included: so snapshots cost at
    /// most half an event per event, and a replay is at most three times as long as the shortest one.
    /// </remarks>
    public void Consider(LanePool pool)
    {
        if (!IsDue(pool))
            return;
        half = new HalfSnapshot(pool);
        TakeBit();
    }

    /// <summary>Whether a snapshot can be begun as soon as all that was handed to the journal is durable.</summary>
    public bool IsDue(LanePool pool) =>
        pool.SinceSnapshotExpected >= EventsBetween(pool) && half is null && writing.IsCompleted;

    /// <summary>Goes on with the one that is half taken, if any. One of a pool that was read again from the journal is dropped.</summary>
    public void TakeBit()
    {
        if (half is { IsOutlived: true })
            half = null;
        if (half?.TakeNext(settings.SnapshotBitEvents) is not { } whole)
            return;
        half = null;
        writing = WriteAsync(whole);
    }

    /// <summary>Writes one of every pool that has changed: the graceful stop. One that is half taken is begun anew: it can be newer now.</summary>
    public async Task WriteLastAsync(IEnumerable<LanePool> pools)
    {
        await writing;
        foreach (var pool in pools)
        {
            if (pool.SinceSnapshot > 0 || pool == half?.Pool)
                await WriteAsync(PoolLoader.Condense(pool));
        }
    }

    private long EventsBetween(LanePool pool) =>
        Math.Max(settings.SnapshotEventsMin, 2L * Math.Max(pool.Pool.LeaseCount, pool.SnapshotEvents));

    private async Task WriteAsync(Snapshot snapshot)
    {
        // The state is condensed already; what is left is the journal's work, off the lane.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await journal.WriteSnapshotAsync(snapshot);
        }
        catch (JournalException error)
        {
            LogSkipped(snapshot.Stream.Value, error.Code, error.Message, error.Hint);
        }
    }

    [LoggerMessage(2010, LogLevel.Warning, "The snapshot of {Stream} was skipped; a restart replays more: {Code}: {Message}; {Hint}")]
    private partial void LogSkipped(string stream, string code, string message, string hint);
}
