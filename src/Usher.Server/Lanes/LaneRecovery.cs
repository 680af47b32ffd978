using Microsoft.Extensions.Logging;
using Usher.Journal;

namespace Usher.Server.Lanes;

/// <content>While the journal cannot be used, the lane refuses, and tries again after growing pauses.</content>
internal sealed partial class Lane
{
    private void StopServing(JournalException error, List<LanePool> touched)
    {
        LaneMetrics.JournalFailures.Add(1);
        LogRefusing(retryPause, error.Code, error.Message, error.Hint);
        (broken, owesFullLife) = ([.. touched], true);
        PutOff(error);
    }

    private void PutOff(JournalException error)
    {
        Condition = Refusal.JournalUnusable(FaultOf(error), retryPause);
        retryAt = clock.Now + retryPause;
        retryPause = Longer(retryPause);
    }

    /// <summary>Tries the journal again if it is time: reads what was lost, and writes something that changes nothing.</summary>
    private async ValueTask<bool> TryRecoverAsync()
    {
        if (clock.Now < retryAt || !await TryReloadAsync(broken))
            return false;
        try
        {
            if (SmallestPool() is { } probe)
                await journal.WriteSnapshotAsync(PoolLoader.Condense(probe));
        }
        catch (JournalException error)
        {
            PutOff(error);
            return false;
        }

        // What was due in a batch that was refused is in the agenda no more.
        foreach (var pool in pools)
            agenda.Note(pool, clock.Now);
        broken = [];
        retryPause = settings.RetryFirst;
        Condition = null;
        LogServing();
        return true;
    }

    /// <summary>Takes the state of pools from the journal; what was decided and not written is forgotten.</summary>
    private async ValueTask<bool> TryReloadAsync(List<LanePool> forgotten)
    {
        try
        {
            foreach (var pool in forgotten)
            {
                pool.Reset(await loader.LoadAsync(pool.Id, stopping.Token));
                agenda.Note(pool, clock.Now);
            }

            return true;
        }
        catch (JournalException error)
        {
            if (!ReferenceEquals(forgotten, broken))
                StopServing(error, forgotten);
            else
                PutOff(error);
            return false;
        }
        catch (OperationCanceledException)
        {
            broken = [.. forgotten];
            Condition = Refusal.ShuttingDown;
            return false;
        }
    }

    private LanePool? SmallestPool() => pools.Where(pool => pool.Sequence > 0).MinBy(pool => pool.Pool.LeaseCount);

    /// <returns>False when the server ends.</returns>
    private async ValueTask<bool> PauseAsync(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, time, stopping.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private TimeSpan Longer(TimeSpan pause) => pause * 2 < settings.RetryMax ? pause * 2 : settings.RetryMax;

    private static ServerFault FaultOf(JournalException error) => new(error.Code, error.Message, error.Hint);

    [LoggerMessage(2004, LogLevel.Critical, "The journal cannot be used; refusing to serve, next try in {Pause}: {Code}: {Message}; {Hint}")]
    private partial void LogRefusing(TimeSpan pause, string code, string message, string hint);

    [LoggerMessage(2005, LogLevel.Information, "The journal works again; serving")]
    private partial void LogServing();
}
