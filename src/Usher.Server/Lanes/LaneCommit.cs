using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Usher.Journal;
using Usher.Server.Time;

namespace Usher.Server.Lanes;

/// <content>Decide, persist, apply, reply: the order that never varies, and what happens when the journal fails.</content>
internal sealed partial class Lane
{
    private Refusal? condition;
    private List<LanePool> broken = [];
    private DateTimeOffset retryAt;
    private TimeSpan retryPause;
    private ClockReading followed;

    // After an outage of the journal every live lease gets its full life again: its client could not return meanwhile.
    private bool owesFullLife;

    private enum Verdict
    {
        Durable,
        Again,
        Refused,
        Fault,
    }

    /// <summary>Why the lane decides nothing; null: it serves. Set while the journal cannot be used.</summary>
    public Refusal? Condition
    {
        get => Volatile.Read(ref condition);
        private set => Volatile.Write(ref condition, value);
    }

    private async ValueTask CommitAsync()
    {
        if (batch.Count == 0)
            return;
        for (var attempt = 0; attempt <= settings.ConflictsMax; attempt++)
        {
            var verdict = await DecideAndAppendAsync();
            if (verdict == Verdict.Durable)
                return;
            TellDurable();
            if (verdict == Verdict.Refused || !await TryReloadAsync(batch.Touched))
            {
                RefuseTurn(Condition!);
                return;
            }

            if (verdict == Verdict.Fault)
            {
                batch.RefuseAll(Refusal.InternalFault);
                return;
            }
        }

        batch.RefuseAll(Refusal.Busy);
    }

    private async ValueTask<Verdict> DecideAndAppendAsync()
    {
        var reading = clock.Read();
        if (reading.Leaps != followed.Leaps || owesFullLife)
        {
            TellDurable();
            batch.ResumeFirst(pools, reading.Skipped - followed.Skipped);
        }

        if (!TryDecide(reading.Now, out var append))
            return Verdict.Again;
        var verdict = append is null ? Verdict.Durable : await AppendAsync(append);
        if (verdict == Verdict.Durable)
        {
            (followed, owesFullLife) = (reading, false);
            Settled(reading.Now);
        }

        return verdict;
    }

    /// <remarks>A fault of the rules must cost the one request that met it, not the server.</remarks>
    [SuppressMessage("Design", "CA1031", Justification = "See the remarks; it is logged with the request that met it.")]
    private bool TryDecide(DateTimeOffset now, out Batch? append)
    {
        try
        {
            batch.Decide(now, clock.Fault);
            append = scribe.Write(batch.Touched, now, ids);
            return true;
        }
        catch (Exception error)
        {
            var faulty = batch.LeaveOutFaulty();
            LogFault(error, faulty.Command.GetType().Name, faulty.Pool.Name);
            append = null;
            return false;
        }
    }

    /// <remarks>After a fault of the journal's own code its truth is read again, and nothing is said to have been granted.</remarks>
    [SuppressMessage("Design", "CA1031", Justification = "See the remarks.")]
    private async ValueTask<Verdict> AppendAsync(Batch append)
    {
        var started = time.GetTimestamp();
        try
        {
            var writing = journal.AppendAsync(append);
            TellDurable();
            var outcome = await writing;
            LaneMetrics.AppendSeconds.Record(time.GetElapsedTime(started).TotalSeconds);
            if (outcome is not AppendOutcome.Conflict conflict)
                return Verdict.Durable;
            LaneMetrics.Conflicts.Add(1);
            LogConflict(conflict.Stream.Value, conflict.LastSequence);
            return Verdict.Again;
        }
        catch (OutcomeUnknownException error)
        {
            return await LookUpAsync(append.Id, error);
        }
        catch (JournalException error)
        {
            StopServing(error, batch.Touched);
            return Verdict.Refused;
        }
        catch (Exception error)
        {
            LogAppendFault(error, append.Id);
            return Verdict.Fault;
        }
    }

    /// <summary>Asks until it is known whether a batch was written. Meanwhile nothing else is decided.</summary>
    private async ValueTask<Verdict> LookUpAsync(Guid batchId, JournalException unknown)
    {
        var pause = settings.RetryFirst;
        for (var error = unknown; ;)
        {
            LaneMetrics.JournalFailures.Add(1);
            LogUnknown(error, batchId);
            Condition = Refusal.JournalUnusable(FaultOf(error), pause);
            try
            {
                var written = await journal.ContainsAsync(batchId);
                Condition = null;
                return written ? Verdict.Durable : Verdict.Again;
            }
            catch (JournalException again)
            {
                error = again;
            }

            if (!await PauseAsync(pause))
            {
                broken = [.. batch.Touched];
                return Verdict.Refused;
            }

            pause = Longer(pause);
        }
    }

    /// <summary>What was decided is durable: everybody may see it, and those who asked are told next.</summary>
    private void Settled(DateTimeOffset now)
    {
        foreach (var pool in batch.Touched)
        {
            pools.Add(pool);
            pool.Commit();
            pool.Publish(now);
            agenda.Note(pool, now);
        }

        foreach (var pool in batch.Touched)
            snapshots.Consider(pool);
        LaneMetrics.Batches.Add(1);
        LaneMetrics.BatchRequests.Record(batch.Count);
        orphans.Clear();
        TellDurable();
        batch.Untouch();
        (batch, untold) = (untold, batch);
    }

    [LoggerMessage(2001, LogLevel.Error, "{Command} for {Pool} met a fault in the rules; it is refused, and nothing was changed")]
    private partial void LogFault(Exception error, string command, string pool);

    [LoggerMessage(2002, LogLevel.Debug, "Another writer was first on {Stream}, now at {Sequence}; deciding again")]
    private partial void LogConflict(string stream, long sequence);

    [LoggerMessage(2003, LogLevel.Error, "It is not known whether batch {Batch} was written; looking it up")]
    private partial void LogUnknown(Exception error, Guid batch);

    [LoggerMessage(2006, LogLevel.Error, "The append of batch {Batch} met a fault; its requests fail, and the pools are read again")]
    private partial void LogAppendFault(Exception error, Guid batch);
}
