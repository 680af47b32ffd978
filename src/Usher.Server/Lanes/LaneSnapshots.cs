using Microsoft.Extensions.Logging;
using Usher.Journal;

namespace Usher.Server.Lanes;

/// <summary>Writes snapshots of a lane's pools beside its batches. One that fails costs a longer replay and nothing else.</summary>
internal sealed partial class LaneSnapshots(IJournal journal, int eventsMin, ILogger logger)
{
    private Task writing = Task.CompletedTask;

    /// <summary>Starts a snapshot of a pool that has changed enough, unless another is being written. Its state must be durable.</summary>
    /// <remarks>
    /// Enough is twice what a snapshot holds, leases that are over and still remembered included: so snapshots cost at
    /// most half an event per event, and a replay is at most three times as long as the shortest one.
    /// </remarks>
    public void Consider(LanePool pool)
    {
        if (IsDue(pool))
            writing = WriteAsync(Take(pool));
    }

    /// <summary>Whether a snapshot can be taken as soon as all that was handed to the journal is durable.</summary>
    public bool IsDue(LanePool pool) => pool.SinceSnapshotExpected >= EventsBetween(pool) && writing.IsCompleted;

    private long EventsBetween(LanePool pool) =>
        Math.Max(eventsMin, 2L * Math.Max(pool.Pool.LeaseCount, pool.SnapshotEvents));

    private static Snapshot Take(LanePool pool)
    {
        var snapshot = PoolLoader.Condense(pool);
        pool.SnapshotTaken(snapshot.Count);
        return snapshot;
    }

    /// <summary>Writes one of every pool that has changed: the graceful stop.</summary>
    public async Task WriteLastAsync(IEnumerable<LanePool> pools)
    {
        await writing;
        foreach (var pool in pools)
        {
            if (pool.SinceSnapshot > 0)
                await WriteAsync(Take(pool));
        }
    }

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
            LogSkipped(error, snapshot.Stream.Value);
        }
    }

    [LoggerMessage(2010, LogLevel.Warning, "The snapshot of {Stream} was skipped; a restart replays more")]
    private partial void LogSkipped(Exception error, string stream);
}
