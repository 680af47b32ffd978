using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Usher.Server.Time;

namespace Usher.Server.Lanes;

/// <content>Decide, persist, apply, reply: the order that never varies.</content>
internal sealed partial class Lane
{
    private Refusal? condition;
    private List<LanePool> broken = [];
    private DateTimeOffset retryAt;
    private TimeSpan retryPause;
    private ClockReading followed;

    // After an outage of the journal every live lease gets its full life again: its client could not return meanwhile.
    private bool owesFullLife;

    /// <summary>Why the lane decides nothing; null: it serves. Set while the journal cannot be used.</summary>
    public Refusal? Condition
    {
        get => Volatile.Read(ref condition);
        private set => Volatile.Write(ref condition, value);
    }

    private bool IsFlying => flying.Count > 0;

    /// <summary>What the journal is not known to have: read again when an append did not succeed.</summary>
    private List<LanePool> Undurable => [.. flying.Touched.Union(batch.Touched)];

    /// <summary>Decides the batch, hands it to the journal, and waits for the one before it.</summary>
    private async ValueTask CommitAsync()
    {
        var reading = clock.Read();
        if (IsFlying && !MayGoAhead(reading))
        {
            await LandAsync(isNextHanded: false);
            reading = clock.Read();
        }

        var isHanded = Condition is null && TryHandOver(batch, reading);
        if (!await LandAsync(isHanded) && isHanded)
            return;
        TakeOff();
        if (isHanded)
            Depart();
        else if (Condition is { } refusal)
            Refuse(flying, refusal);
        else
            await DecideAgainAsync(Verdict.Again);
    }

    /// <summary>
    /// Whether the batch may be decided on top of the one that is being written: not over a leap of the clock, and not when a
    /// snapshot waits for all to be durable.
    /// </summary>
    private bool MayGoAhead(ClockReading reading) =>
        reading.Leaps == flying.Reading.Leaps && reading.Leaps == followed.Leaps && !owesFullLife && !flying.Touched.Exists(snapshots.IsDue);

    /// <summary>Decides a batch and hands it to the journal.</summary>
    /// <returns>False: a request met a fault of the rules, and nothing was handed over.</returns>
    private bool TryHandOver(LaneBatch handed, ClockReading reading)
    {
        if (reading.Leaps != followed.Leaps || owesFullLife)
        {
            TellDurable();
            handed.ResumeFirst(pools, reading.Skipped - followed.Skipped);
        }

        if (!TryDecide(handed, reading))
            return false;
        handed.HandTo(journal, time, LaneMetrics);
        return true;
    }

    /// <remarks>A fault of the rules must cost the one request that met it, not the server.</remarks>
    [SuppressMessage("Design", "CA1031", Justification = "See the remarks; it is logged with the request that met it.")]
    private bool TryDecide(LaneBatch deciding, ClockReading reading)
    {
        try
        {
            deciding.Decide(reading, clock.Fault, ids, ReferenceEquals(deciding, flying) ? null : flying.Written?.Id);
            return true;
        }
        catch (Exception error)
        {
            var faulty = deciding.LeaveOutFaulty();
            LogFault(error, faulty.Command.GetType().Name, faulty.Pool.Name);
            return false;
        }
    }

    /// <summary>The batch is the one that is being written now.</summary>
    private void TakeOff() => (flying, batch) = (batch, flying);

    /// <summary>The next batch may build on what is being written; what is durable is told meanwhile.</summary>
    private void Depart()
    {
        foreach (var pool in flying.Touched)
            pool.Depart(flying.Reading.Now);
        TellDurable();
    }

    /// <summary>What was being written is durable: everybody may see it, and those who asked are told next.</summary>
    private void Settled()
    {
        var now = flying.Reading.Now;
        (followed, owesFullLife) = (flying.Reading, false);
        foreach (var pool in flying.Touched)
        {
            pools.Add(pool);
            pool.Commit();
            agenda.Note(pool, now);
            // What was decided on top of it is not durable yet, and would be in the snapshot.
            if (!ReferenceEquals(pool.TouchedBy, batch))
                snapshots.Consider(pool);
        }

        LaneMetrics.Batches.Add(1);
        LaneMetrics.BatchRequests.Record(flying.Count);
        queue.Settled(flying.Requests);
        orphans.Clear();
        TellDurable();
        flying.Untouch();
        (flying, untold) = (untold, flying);
    }

    /// <summary>Nothing of a batch happened.</summary>
    private void Refuse(LaneBatch refused, Refusal refusal)
    {
        queue.Settled(refused.Requests);
        refused.RefuseAll(refusal);
    }

    [LoggerMessage(2001, LogLevel.Error, "{Command} for {Pool} met a fault in the rules; it is refused, and nothing was changed")]
    private partial void LogFault(Exception error, string command, string pool);
}
