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
        var lowestOpen = lines.LowestOpen(now);
        for (var waiter = waiting.First; waiter is not null; waiter = waiter.Behind)
        {
            if (leases.Count >= Settings.LeasesMax || lowestOpen is null || (kept <= lowestOpen && !lines.HasSharing))
                break;
            if (waiter.IsAbsent)
                continue;
            if (lines.TryFit(waiter.Wish, kept, Allowance.Overdraft, now, out var placement))
                return Grant(SeatingOf(waiter), placement, now).Event;
            kept = WaitingLine.Lower(kept, waiter.Version);
        }

        servedUntil = lines.NextChange(now);
        return null;
    }

    private static Seating SeatingOf(Waiter waiter) => new(
        waiter.Request.RequestId, waiter.Id, waiter.Wish, waiter.Request.Ttl, waiter.Request.Detached, GrantKind.FromQueue);

    private static PoolEvent.WaitEnded LeaveQueue(Waiter waiter, DateTimeOffset now) => new(
        now, waiter.Id, waiter.AbsentUntil < waiter.Request.Until ? WaitEndReason.Abandoned : WaitEndReason.TimedOut);

    /// <summary>Something happened that may let somebody in the queue be served.</summary>
    private void WakeQueue() => servedUntil = DateTimeOffset.MinValue;
}
