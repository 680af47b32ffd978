namespace Usher.Core;

/// <summary>What time alone, or a free seat, makes happen.</summary>
public sealed partial class Pool
{
    /// <summary>
    /// A live pool says so in the journal this often, by a renewal: what is newest there tells how long nobody was there to decide.
    /// </summary>
    private static readonly TimeSpan RenewalEvery = TimeSpan.FromMinutes(1);

    /// <summary>Leases that are due so soon are looked at together with one that is due.</summary>
    private static readonly TimeSpan LookTogether = TimeSpan.FromSeconds(1);

    /// <summary>A lease is first looked at when this part of its ttl is left, so that one whose line went is offered another in good time.</summary>
    private const int LookAheadPartOfTtl = 4;

    // Leases without a connection whose end may not be durable yet, with their heartbeat cells.
    private readonly List<(LeaseId Lease, Presence Presence)> endedLately = [];

    /// <summary>The newest event. A cursor, not state: it only spares renewals.</summary>
    private DateTimeOffset newest;

    /// <summary>
    /// After lines were withdrawn: the next lease to offer another line. A cursor, not state: it only spares looking twice.
    /// </summary>
    private Lease? relocating;

    /// <summary>The next thing that happens by itself at that time; null when the pool is at rest.</summary>
    private PoolEvent? NextStep(DateTimeOffset now) => NextDeadline(now) ?? NextRelocation(now) ?? NextInQueue(now);

    private PoolEvent? NextDeadline(DateTimeOffset now)
    {
        while (deadlines.First is { } first && first.Due <= now.UtcTicks)
        {
            if (first is Waiter waiter)
                return LeaveQueue(waiter, now);

            var lease = (Lease)first;
            if (StepOf(lease, now) is { } step)
                return step;
            lease.Looked = true;
            Schedule(lease);
            PutOffSeen(now);
        }

        return null;
    }

    /// <summary>Puts off those who are due soon and were seen since they were put there, so that the lane is not woken for each.</summary>
    private void PutOffSeen(DateTimeOffset now)
    {
        var soon = now + LookTogether;
        while (deadlines.First is Lease { IsActive: true } lease && lease.Due <= soon.UtcTicks)
        {
            var due = DeadlineOf(lease);
            if (due <= lease.ExpiresAt || due <= soon)
                return;
            lease.Looked = true;
            deadlines.Put(lease, due);
        }
    }

    private PoolEvent? StepOf(Lease lease, DateTimeOffset now) =>
        lease.IsActive ? Renewal(lease, now) ?? EndOfLife(lease, now)
        : now >= lease.LingersUntil ? new PoolEvent.LeaseEnded(now, lease.Id, EndReason.LingerOver)
        : LoseLine(lease, now);

    /// <summary>
    /// A sign of life moves the deadline without an event: after a restart everybody has a full life again, however old the deadline in
    /// the journal is. Only where nothing else happens is one of many written down.
    /// </summary>
    private PoolEvent.LeaseRenewed? Renewal(Lease lease, DateTimeOffset now)
    {
        if (now - newest < RenewalEvery)
            return null;
        var expiresAt = DeadlineOf(lease);
        return expiresAt > lease.ExpiresAt && expiresAt > now
            ? new PoolEvent.LeaseRenewed(now, lease.Id, lease.Ttl, expiresAt)
            : null;
    }

    private PoolEvent? EndOfLife(Lease lease, DateTimeOffset now)
    {
        if (now < DeadlineOf(lease))
            return lines.IsWithdrawn(lease) ? Relocation(lease, now) : null;
        return AliveUntil(lease) > now && (lines.IsWithdrawn(lease) || lines.IsOver(lease, now))
            ? LoseLine(lease, now)
            : new PoolEvent.LeaseEnded(now, lease.Id, EndReason.Lapsed);
    }

    /// <summary>The client is there, but its line is not: another line, or the end.</summary>
    private PoolEvent LoseLine(Lease lease, DateTimeOffset now)
    {
        if (Relocation(lease, now) is { } moved)
            return moved;
        return new PoolEvent.LeaseEnded(
            now, lease.Id, lines.IsWithdrawn(lease) ? EndReason.LicenseRemoved : EndReason.LicenseEnded);
    }

    private PoolEvent.LeaseMoved? NextRelocation(DateTimeOffset now)
    {
        for (; relocating is not null; relocating = relocating.Newer)
        {
            if (lines.IsWithdrawn(relocating) && Relocation(relocating, now) is { } moved)
                return moved;
        }

        return null;
    }

    /// <summary>Free seats on other lines for all that the lease holds; null when there are none. Never shortens its life.</summary>
    private PoolEvent.LeaseMoved? Relocation(Lease lease, DateTimeOffset now)
    {
        var wish = new Wish(lease.Holder, lease.Seats, lease.Version);
        if (!lines.TryFit(wish, kept: null, Allowance.FreeSeats, now, out var placement, moving: lease))
            return null;

        var expiresAt = Earlier(AliveUntil(lease), lines.BoundOf(placement.Draws));
        return new PoolEvent.LeaseMoved(
            now, lease.Id, placement.Draws, expiresAt > lease.ExpiresAt ? expiresAt : lease.ExpiresAt);
    }

    /// <summary>Where the deadline would be if no line cut it short.</summary>
    private DateTimeOffset AliveUntil(Lease lease) => lease.LastSign + lease.Ttl + Settings.MarginOf(lease.Ttl);

    private DateTimeOffset NextLook(Lease lease)
    {
        if (!lease.IsActive)
            return Earlier(lease.LingersUntil, lines.LimitOf(lease));
        if (lease.Detached)
            return lease.ExpiresAt;
        return lease.Looked ? DeadlineOf(lease) : lease.ExpiresAt - (lease.Ttl / LookAheadPartOfTtl);
    }

    private void Schedule(Lease lease) => deadlines.Put(lease, NextLook(lease));
}
