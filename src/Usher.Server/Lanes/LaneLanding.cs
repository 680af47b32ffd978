using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Usher.Journal;

namespace Usher.Server.Lanes;

/// <content>What becomes of a batch that was handed to the journal, and what happens when it did not become durable.</content>
internal sealed partial class Lane
{
    private enum Verdict
    {
        Durable,
        Again,
        Refused,
        Fault,
    }

    /// <summary>Waits for what is being written, if anything is; what turns out not to be durable is decided again.</summary>
    /// <param name="isNextHanded">The batch was decided on top of it and handed to the journal too.</param>
    /// <returns>False: it was not durable, and by now both are settled or refused; what was not handed over still waits to be decided.</returns>
    private async ValueTask<bool> LandAsync(bool isNextHanded)
    {
        if (!IsFlying)
            return true;
        var verdict = await JudgeAsync();
        if (verdict == Verdict.Durable)
        {
            Settled();
            return true;
        }

        await (isNextHanded ? GroundAsync(verdict) : DecideAgainAsync(verdict));
        return false;
    }

    /// <summary>What the batch was decided on was not durable, so the journal did not take it: both are decided again, one after the other.</summary>
    private async ValueTask GroundAsync(Verdict verdict)
    {
        await ((Task)batch.Outcome).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await DecideAgainAsync(verdict);
        TakeOff();
        if (Condition is { } refusal)
            Refuse(flying, refusal);
        else if (verdict == Verdict.Fault)
            Refuse(flying, Refusal.InternalFault);
        else
            await DecideAgainAsync(Verdict.Again);
    }

    /// <summary>Brings what is not durable to its end with nothing else under way.</summary>
    private async ValueTask DecideAgainAsync(Verdict verdict)
    {
        for (var attempt = 0; ; attempt++)
        {
            TellDurable();
            if (verdict == Verdict.Refused || !await TryReloadAsync(Undurable))
                Refuse(flying, Condition!);
            else if (verdict == Verdict.Fault)
                Refuse(flying, Refusal.InternalFault);
            else if (attempt == settings.ConflictsMax)
                Refuse(flying, Refusal.Busy);
            if (!IsFlying)
                return;

            verdict = await DecideAloneAsync();
            if (verdict == Verdict.Durable)
            {
                Settled();
                return;
            }
        }
    }

    private async ValueTask<Verdict> DecideAloneAsync()
    {
        flying.Untouch();
        batch.Untouch();
        if (!TryHandOver(flying, clock.Read()))
            return Verdict.Again;
        Depart();
        return await JudgeAsync();
    }

    /// <summary>What became of the batch that is being written.</summary>
    /// <remarks>After a fault of the journal's own code its truth is read again, and nothing is said to have been granted.</remarks>
    [SuppressMessage("Design", "CA1031", Justification = "See the remarks.")]
    private async ValueTask<Verdict> JudgeAsync()
    {
        if (flying.Written is not { Id: var batchId })
            return Verdict.Durable;
        try
        {
            if (await flying.Outcome is not AppendOutcome.Conflict conflict)
                return Verdict.Durable;
            LaneMetrics.Conflicts.Add(1);
            LogConflict(conflict.Stream.Value, conflict.LastSequence);
            return Verdict.Again;
        }
        catch (OutcomeUnknownException error)
        {
            return await LookUpAsync(batchId, error);
        }
        catch (JournalException error)
        {
            StopServing(error, Undurable);
            return Verdict.Refused;
        }
        catch (Exception error)
        {
            LogAppendFault(error, batchId);
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
            LogUnknown(batchId, error.Code, error.Message, error.Hint);
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
                broken = Undurable;
                return Verdict.Refused;
            }

            pause = Longer(pause);
        }
    }

    [LoggerMessage(2002, LogLevel.Debug, "Another writer was first on {Stream}, now at {Sequence}; deciding again")]
    private partial void LogConflict(string stream, long sequence);

    [LoggerMessage(2003, LogLevel.Error, "It is not known whether batch {Batch} was written; looking it up: {Code}: {Message}; {Hint}")]
    private partial void LogUnknown(Guid batch, string code, string message, string hint);

    [LoggerMessage(2006, LogLevel.Error, "The append of batch {Batch} met a fault; its requests fail, and the pools are read again")]
    private partial void LogAppendFault(Exception error, Guid batch);
}
