namespace Usher.Core;

/// <summary>Decides commands, each in one place.</summary>
public sealed partial class Pool
{
    private static readonly Reply.Done Nothing = new();

    /// <summary>
    /// Decides one step. If something is due at <paramref name="now"/>, that is the step, whatever the command
    /// (see <see cref="Execute"/>, which repeats until the command itself has its turn).
    /// </summary>
    public Decision Decide(PoolCommand command, DateTimeOffset now) =>
        StepBefore(command, now) is { } step ? new Decision(Nothing, step) : DecideInTurn(command, now);

    /// <summary>What must happen before the command has its turn; null when it has it now.</summary>
    private PoolEvent? StepBefore(PoolCommand command, DateTimeOffset now) => command switch
    {
        ResumeService => null, // After an outage nothing lapses before everyone has a full life again.
        Revoke revoke => NextStep(now) ?? LeaveQueueBeforeRevoke(revoke, now),
        _ => NextStep(now),
    };

    private Decision DecideInTurn(PoolCommand command, DateTimeOffset now) => command switch
    {
        Checkout checkout => DecideCheckout(checkout, now),
        CheckIn checkIn => DecideCheckIn(checkIn, now),
        Renew renew => DecideRenew(renew, now),
        KeepAlive alive => DecideKeepAlive(alive, now),
        Disconnect disconnect => DecideDisconnect(disconnect, now),
        Revoke revoke => DecideRevoke(revoke, now),
        CancelWait cancel => DecideCancelWait(cancel, now),
        SetLines set when !set.Lines.AsSpan().SequenceEqual(Lines.AsSpan()) =>
            new Decision(Nothing, new PoolEvent.LinesSet(now, set.Lines)),
        ResumeService resume => new Decision(
            Nothing, new PoolEvent.ServiceResumed(now, resume.Skipped > TimeSpan.Zero && AnyDetached() ? resume.Skipped : TimeSpan.Zero)),
        _ => new Decision(Nothing, null),
    };

    private Decision DecideCheckIn(CheckIn checkIn, DateTimeOffset now)
    {
        if (leases.Find(checkIn.Lease) is { } lease)
        {
            // Held up on the way, while the same lease was checked out again.
            if (checkIn.Of is { } of && of.Holding != lease.RequestId.Holding)
                return new Decision(new Reply.Returned(lease.Id, false), null);
            return lease.Holder.IsSamePerson(checkIn.By)
                ? new Decision(new Reply.Returned(lease.Id, true), new PoolEvent.LeaseEnded(now, lease.Id, EndReason.Returned))
                : new Decision(HeldByAnother(lease), null);
        }

        if (waiting.Find(checkIn.Lease) is { } waiter)
        {
            return waiter.Holder.IsSamePerson(checkIn.By)
                ? new Decision(new Reply.Returned(waiter.Id, true), new PoolEvent.WaitEnded(now, waiter.Id, WaitEndReason.Cancelled))
                : new Decision(new Reply.NotHeld(waiter.Id, null, $"it waits for {waiter.Holder}"), null);
        }

        return new Decision(new Reply.Returned(checkIn.Lease, false), null);
    }

    private Decision DecideRenew(Renew renew, DateTimeOffset now)
    {
        if (leases.Find(renew.Lease) is not { } lease)
            return new Decision(NotHeld(renew.Lease), null);
        if (!lease.Holder.IsSamePerson(renew.By))
            return new Decision(HeldByAnother(lease), null);

        var ttl = renew.Ttl == TimeSpan.Zero ? lease.Ttl : ClampTtl(renew.Ttl);
        // A shorter life takes back nothing that was promised: the client may not have heard of it.
        var expiresAt = Later(Extend(lease, ttl, now), Extend(lease, lease.Ttl, lease.LastSign));
        var told = Earlier(now + ttl, Told(lease, expiresAt));
        if (!lease.IsActive)
            told = Earlier(told, lease.LingersUntil);
        return new Decision(
            new Reply.Renewed(lease.Id, Remaining(told, now), told),
            new PoolEvent.LeaseRenewed(now, lease.Id, ttl, expiresAt));
    }

    private Decision DecideKeepAlive(KeepAlive alive, DateTimeOffset now) =>
        waiting.Find(alive.Lease) is { } waiter && waiter.Holder.IsSamePerson(alive.By)
            ? Return(waiter, now)
            : DecideRenew(new Renew(alive.Lease, alive.By, alive.Ttl), now);

    private Decision DecideDisconnect(Disconnect ended, DateTimeOffset now)
    {
        PoolEvent? happened = null;
        if (leases.Find(ended.Lease) is { IsActive: true, Detached: false, Connectionless: false } lease)
            happened = new PoolEvent.LeaseLingering(now, lease.Id, LingersUntil(lease, ended.IsGone, now));
        else if (waiting.Find(ended.Lease) is { IsAbsent: false } waiter)
            happened = new PoolEvent.WaiterAbsent(now, waiter.Id, now + Settings.Linger);
        return new Decision(Nothing, happened);
    }

    /// <summary>A client that may not have noticed was promised the seat for its ttl, and must stop before anybody else gets it.</summary>
    private DateTimeOffset LingersUntil(Lease lease, bool isGone, DateTimeOffset now)
    {
        var linger = now + lines.LingerOf(lease, Settings.Linger);
        return isGone ? linger : Later(linger, Later(AliveUntil(lease), lease.ExpiresAt));
    }

    private Decision DecideRevoke(Revoke revoke, DateTimeOffset now)
    {
        if (leases.Find(revoke.Lease) is not { } lease)
            return new Decision(NotHeld(revoke.Lease), null);

        var until = now + Settings.CoolDown;
        return new Decision(
            new Reply.Revoked(View(lease), until),
            new PoolEvent.LeaseEnded(
                now, lease.Id, EndReason.Revoked, revoke.Reason, revoke.By, Settings.CoolDown > TimeSpan.Zero ? until : null));
    }

    private Decision DecideCancelWait(CancelWait cancel, DateTimeOffset now) => waiting.Find(cancel.Lease) is { } waiter
        ? new Decision(new Reply.Returned(waiter.Id, true), new PoolEvent.WaitEnded(now, waiter.Id, WaitEndReason.Cancelled))
        : new Decision(NotHeld(cancel.Lease), null);

    /// <summary>A person whose lease is taken away does not get the next free seat either.</summary>
    private PoolEvent.WaitEnded? LeaveQueueBeforeRevoke(Revoke revoke, DateTimeOffset now)
    {
        if (Settings.CoolDown <= TimeSpan.Zero || leases.Find(revoke.Lease) is not { } lease)
            return null;

        for (var waiter = waiting.First; waiter is not null; waiter = waiter.Behind)
        {
            if (waiter.Holder.IsSamePerson(lease.Holder))
                return new PoolEvent.WaitEnded(now, waiter.Id, WaitEndReason.Cancelled);
        }

        return null;
    }

    private bool AnyDetached()
    {
        var lease = leases.Oldest;
        while (lease is { Detached: false })
            lease = lease.Newer;
        return lease is not null;
    }

    private Reply.NotHeld NotHeld(LeaseId id)
    {
        if (memory.FindEnded(id)?.Ending is { } ending)
            return new Reply.NotHeld(id, ending.Reason, ending.Note);
        return new Reply.NotHeld(id, null, waiting.Find(id) is null ? "" : "it waits in the queue");
    }

    private static Reply.NotHeld HeldByAnother(Lease lease) => new(lease.Id, null, $"it is held by {lease.Holder}");

    private TimeSpan ClampTtl(TimeSpan wanted)
    {
        if (wanted == TimeSpan.Zero)
            wanted = Settings.TtlDefault;
        return wanted < Settings.TtlMin ? Settings.TtlMin : wanted > Settings.TtlMax ? Settings.TtlMax : wanted;
    }

    /// <summary>The deadline of a lease after a sign of life, as far as its lines let it move. It never comes nearer.</summary>
    private DateTimeOffset Extend(Lease lease, TimeSpan ttl, DateTimeOffset from) =>
        Earlier(Later(from + ttl + Settings.MarginOf(ttl), lease.ExpiresAt), lines.LimitOf(lease));

    /// <summary>The deadline of an active lease by all that is known: as the events have it, or later if its client was seen since.</summary>
    private DateTimeOffset DeadlineOf(Lease lease) =>
        lease.Detached ? lease.ExpiresAt : Extend(lease, lease.Ttl, lease.Presence.LastSeen);

    /// <summary>When a lease ends without another sign of life.</summary>
    private DateTimeOffset EndOf(Lease lease) => lease.IsActive ? DeadlineOf(lease) : lease.LingersUntil;

    /// <summary>A deadline as the client may know it: without the margin, unless the line itself ends there.</summary>
    private DateTimeOffset Told(Lease lease, DateTimeOffset expiresAt) =>
        !lines.IsWithdrawn(lease) && lines.BoundOf(lease.Draws) == expiresAt ? expiresAt : expiresAt - Settings.MarginOf(lease.Ttl);

    /// <summary>Until when the client may count on a live lease, by the last sign of life that is known.</summary>
    private DateTimeOffset Promised(Lease lease) => Earlier(Told(lease, DeadlineOf(lease)), lease.LastSign + lease.Ttl);

    private static TimeSpan Remaining(DateTimeOffset told, DateTimeOffset now) => told > now ? told - now : TimeSpan.Zero;
}
