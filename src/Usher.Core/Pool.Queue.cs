namespace Usher.Core;

/// <summary>Serves those who wait.</summary>
public sealed partial class Pool
{
    /// <summary>
    /// Until when nobody in the queue can be served unless something happens. A cursor, not state: every event that could
    /// matter puts it back, and forgetting it costs one more look.
    /// </summary>
    private DateTimeOffset servedUntil;

    /// <summary>The same for requests that no line could ever meet.</summary>
    private DateTimeOffset hopefulUntil;

    /// <summary>Until when nobody in the queue could join a sharing group but those who share with <see cref="joinable"/>.</summary>
    private DateTimeOffset joinsKnownUntil;

    /// <summary>Whose sharing group is new since the whole queue was last asked; null when none is.</summary>
    private Holder? joinable;

    private PoolEvent? NextInQueue(DateTimeOffset now)
    {
        if (waiting.Count == 0)
            return null;
        if (now >= hopefulUntil && NextHopeless(now) is { } hopeless)
            return hopeless;
        return now >= servedUntil ? NextGrant(now) : null;
    }

    private PoolEvent.WaitEnded? NextHopeless(DateTimeOffset now)
    {
        for (var waiter = waiting.First; waiter is not null; waiter = waiter.Behind)
        {
            if (lines.IsHopeless(waiter.Request.Seats, waiter.Version, now))
                return new PoolEvent.WaitEnded(now, waiter.Id, WaitEndReason.Hopeless);
        }

        hopefulUntil = lines.NextChange(now);
        return null;
    }

    /// <summary>
    /// The first in the queue who can be seated. Whoever cannot keeps every line that would do for itself, so nobody
    /// behind is seated there first; who can join a sharing group takes nothing from anybody.
    /// </summary>
    private PoolEvent? NextGrant(DateTimeOffset now)
    {
        FeatureVersion? kept = null;
        var change = lines.NextChange(now);
        servedUntil = change;
        if (leases.Count >= Settings.LeasesMax || lines.LowestOpen(now) is not { } lowestOpen)
            return null;

        for (var waiter = waiting.First; waiter is not null; waiter = waiter.Behind)
        {
            var allKept = kept <= lowestOpen;
            if (allKept && !AnyoneMayJoin(now))
                break;
            if (waiter.IsAbsent || (allKept && !MayJoin(waiter.Holder, now)))
                continue;
            if (lines.TryFit(waiter.Wish, kept, Allowance.Overdraft, now, out var placement))
                return Serve(waiter, placement, now);
            kept = WaitingLine.Lower(kept, waiter.Version);
        }

        (joinsKnownUntil, joinable) = (change, null);
        return null;
    }

    private PoolEvent? Serve(Waiter waiter, Placement placement, DateTimeOffset now)
    {
        WakeQueue();
        return Grant(SeatingOf(waiter), placement, now).Event;
    }

    private bool AnyoneMayJoin(DateTimeOffset now) => lines.HasSharing && (joinable is not null || now >= joinsKnownUntil);

    private bool MayJoin(Holder holder, DateTimeOffset now) =>
        now >= joinsKnownUntil || (joinable is not null && lines.WouldShare(holder, joinable));

    /// <summary>A sharing group is new or has grown.</summary>
    private void NoteGroup(Holder holder)
    {
        if (joinable is not null && joinable != holder)
            joinsKnownUntil = DateTimeOffset.MinValue;
        joinable = holder;
    }

    private static Seating SeatingOf(Waiter waiter) => new(
        waiter.Request.RequestId, waiter.Id, waiter.Wish, waiter.Request.Ttl, waiter.Request.Detached,
        waiter.Request.Connectionless, GrantKind.FromQueue);

    private static PoolEvent.WaitEnded LeaveQueue(Waiter waiter, DateTimeOffset now) => new(
        now, waiter.Id, waiter.AbsentUntil < waiter.Request.Until ? WaitEndReason.Abandoned : WaitEndReason.TimedOut);

    /// <summary>Something happened that may let somebody in the queue be served.</summary>
    private void WakeQueue() => servedUntil = DateTimeOffset.MinValue;
}
