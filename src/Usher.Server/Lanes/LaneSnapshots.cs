using Microsoft.Extensions.Logging;
using Usher.Journal;

namespace Usher.Server.Lanes;

/// <summary>Writes snapshots of a lane's pools beside its batches. One that fails costs a longer replay and nothing else.</summary>
internal sealed partial class LaneSnapshots(IJournal journal, int eventsMin, ILogger logger)
{
    private Task writing = Task.CompletedTask;

    /// <summary>Starts a snapshot of a pool that has changed enough, unless another is being written. Its state must be durable.</summary>
    public void Consider(LanePool pool)
    {
        if (pool.SinceSnapshot < Math.Max(eventsMin, 2L * pool.Pool.LeaseCount) || !writing.IsCompleted)
            return;
        pool.SinceSnapshot = 0;
        writing = WriteAsync(PoolLoader.Condense(pool));
    }

    /// <summary>Writes one of every pool that has changed: the graceful stop.</summary>
    public async Task WriteLastAsync(IEnumerable<LanePool> pools)
    {
        await writing;
        foreach (var pool in pools)
        {
            if (pool.SinceSnapshot == 0)
                continue;
            pool.SinceSnapshot = 0;
            await WriteAsync(PoolLoader.Condense(pool));
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
