namespace Usher.Core;

/// <summary>Decides who gets seats.</summary>
public sealed partial class Pool
{
    private Decision DecideCheckout(Checkout asked, DateTimeOffset now)
    {
        if (leases.Find(asked.Lease) is { } lease && lease.Holder.IsSamePerson(asked.Holder))
            return Resume(lease, asked, now);
        if (waiting.Find(asked.Lease) is { } waiter && waiter.Holder.IsSamePerson(asked.Holder))
            return Return(waiter, now);
        if (memory.FindRefusal(asked.RequestId, asked.Lease, now) is { } refusal)
            return new Decision(new Reply.Denied(Explain(asked, refusal.Reason, now)), null);
        if (OwnerOf(asked.Lease) is { } owner && !owner.IsSamePerson(asked.Holder))
            return Deny(asked, DenialReason.LeaseOfAnother, now);
        if (asked.Seats < 1 || asked.Seats > Settings.SeatsPerRequestMax)
            return Deny(asked, DenialReason.BadSeatCount, now);
        if (memory.FindEnded(asked.Lease) is { } ended)
            return ComeBack(ended, asked, now);
        if (memory.CoolingDown(asked.Holder, now) is not null)
            return Deny(asked, DenialReason.CoolingDown, now);
        return DecideNew(asked, now);
    }

    private Decision DecideNew(Checkout asked, DateTimeOffset now)
    {
        if (leases.Count >= Settings.LeasesMax)
            return Deny(asked, DenialReason.TooManyLeases, now);

        var wish = new Wish(asked.Holder, asked.Seats, asked.Version);
        var kept = waiting.KeptFrom(asked.Priority, asked.Version);
        if (lines.TryFit(wish, kept, Allowance.Overdraft, now, out var placement))
            return Grant(new Seating(asked.RequestId, asked.Lease, wish, asked.Ttl, asked.Detached, asked.Connectionless, GrantKind.Direct), placement, now);
        return lines.Verdict(asked.Seats, asked.Version, now) is { } verdict
            ? Deny(asked, verdict, now)
            : Enqueue(asked, now);
    }

    private Decision Enqueue(Checkout asked, DateTimeOffset now)
    {
        var wait = asked.WaitMax < Settings.WaitMax ? asked.WaitMax : Settings.WaitMax;
        if (wait <= TimeSpan.Zero)
            return Deny(asked, DenialReason.AllSeatsTaken, now);
        if (waiting.Count >= Settings.QueueMax)
            return Deny(asked, DenialReason.QueueFull, now);

        var until = now + wait;
        return new Decision(
            new Reply.Queued(asked.Lease, waiting.AheadOf(asked.Priority) + 1, until),
            new PoolEvent.WaitStarted(
                now, asked.RequestId, asked.Lease, asked.Holder, asked.Seats, asked.Version,
                ClampTtl(asked.Ttl), asked.Detached, asked.Priority, until, asked.Connectionless));
    }

    private Decision Grant(Seating seating, Placement placement, DateTimeOffset now)
    {
        var ttl = ClampTtl(seating.Ttl);
        var bound = lines.BoundOf(placement.Draws);
        var told = Earlier(now + ttl, bound);
        var reply = new Reply.Granted(
            seating.Lease, seating.Wish.Seats, told - now, told, seating.Kind, placement.Overdraft,
            lines.IsInGrace(placement.Draws, now), Resumed: false);
        var granted = new PoolEvent.LeaseGranted(
            now, seating.RequestId, seating.Lease, seating.Wish.Holder, seating.Wish.Seats, seating.Wish.Version,
            placement.Draws, ttl, Earlier(now + ttl + Settings.MarginOf(ttl), bound), seating.Detached, seating.Kind, placement.Overdraft,
            seating.Connectionless);
        return new Decision(reply, granted);
    }

    /// <summary>The client of a live lease asks again: it came back, or its first answer was lost.</summary>
    private Decision Resume(Lease lease, Checkout asked, DateTimeOffset now)
    {
        if (lease.IsActive && lease.RequestId == asked.RequestId)
        {
            var told = Promised(lease);
            return new Decision(Held(lease, told, now, resumed: lease.WasResumed), null);
        }

        var expiresAt = Extend(lease, lease.Ttl, now);
        var reply = Held(lease, Earlier(now + lease.Ttl, Told(lease, expiresAt)), now, resumed: true);
        return new Decision(reply, new PoolEvent.LeaseResumed(now, asked.RequestId, lease.Id, expiresAt));
    }

    private Reply.Granted Held(Lease lease, DateTimeOffset told, DateTimeOffset now, bool resumed) => new(
        lease.Id, lease.Seats, Remaining(told, now), told, lease.Kind, lease.Overdraft, lines.IsInGrace(lease.Draws, now), resumed);

    private static Decision Return(Waiter waiter, DateTimeOffset now) => new(
        new Reply.Queued(waiter.Id, WaitingLine.PositionOf(waiter), waiter.Request.Until),
        waiter.IsAbsent ? new PoolEvent.WaiterReturned(now, waiter.Id) : null);

    /// <summary>A lease that is over is asked for again. One that lapsed may come back, even above the count.</summary>
    private Decision ComeBack(in EndedLease ended, Checkout asked, DateTimeOffset now)
    {
        if (memory.CoolingDown(asked.Holder, now) is not null)
            return Deny(asked, DenialReason.CoolingDown, now);
        if (!MayComeBack(ended.Ending, now))
            return Deny(asked, DenialReason.LeaseIsOver, now);
        if (leases.Count >= Settings.LeasesMax)
            return Deny(asked, DenialReason.TooManyLeases, now);

        var wish = new Wish(asked.Holder, ended.Seats, ended.Version);
        if (lines.TryFit(wish, kept: null, Allowance.Anything, now, out var placement))
            return Grant(new Seating(asked.RequestId, asked.Lease, wish, asked.Ttl, asked.Detached, asked.Connectionless, GrantKind.ResumedLate), placement, now);
        return Deny(asked, lines.Verdict(1, ended.Version, now) ?? DenialReason.LeaseIsOver, now);
    }

    private bool MayComeBack(PoolEvent.LeaseEnded ending, DateTimeOffset now) =>
        ending.Reason is EndReason.Lapsed or EndReason.LingerOver && ending.At + Settings.ResumeWindow > now;

    private Decision Deny(Checkout asked, DenialReason reason, DateTimeOffset now) => new(
        new Reply.Denied(Explain(asked, reason, now)),
        new PoolEvent.CheckoutDenied(now, asked.RequestId, asked.Lease, asked.Holder, asked.Seats, asked.Version, reason));

    /// <summary>Who sits down, and on what ground.</summary>
    private readonly record struct Seating(
        RequestId RequestId, LeaseId Lease, Wish Wish, TimeSpan Ttl, bool Detached, bool Connectionless, GrantKind Kind);
}
