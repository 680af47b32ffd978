namespace Usher.Core;

/// <summary>Makes events true: the only code that changes a pool.</summary>
public sealed partial class Pool
{
    /// <summary>Makes an event true. Total: an event for a lease that is unknown changes nothing.</summary>
    public void Apply(PoolEvent happened)
    {
        newest = Later(newest, happened.At);
        switch (happened)
        {
            case PoolEvent.LinesSet set: SetLines(set); break;
            case PoolEvent.LeaseGranted granted: Seat(granted); break;
            case PoolEvent.WaitStarted started: Wait(started); break;
            case PoolEvent.CheckoutDenied denied: memory.Remember(denied); return;
            case PoolEvent.ServiceResumed resumed: ResumeAll(resumed); break;
            case PoolEvent.LeaseResumed { Lease: var id } resumed when leases.FindToChange(id) is { } lease: Resume(lease, resumed); break;
            case PoolEvent.LeaseRenewed { Lease: var id } renewed when leases.FindToChange(id) is { } lease: Renew(lease, renewed); break;
            case PoolEvent.LeaseMoved { Lease: var id } moved when leases.FindToChange(id) is { } lease: Move(lease, moved); break;
            case PoolEvent.LeaseLingering { Lease: var id } lingering when leases.FindToChange(id) is { } lease: Linger(lease, lingering); break;
            case PoolEvent.LeaseEnded { Lease: var id } ended when leases.FindToChange(id) is { } lease: End(lease, ended); break;
            case PoolEvent.WaiterAbsent { Lease: var id } absent when waiting.Find(id) is { } waiter: SetAbsence(waiter, absent.Until); break;
            case PoolEvent.WaiterReturned { Lease: var id } when waiting.Find(id) is { } waiter: SetAbsence(waiter, null); break;
            case PoolEvent.WaitEnded { Lease: var id } ended when waiting.Find(id) is { } waiter: Leave(waiter, ended); break;
            default: return;
        }

        WakeQueue();
    }

    private void SetLines(PoolEvent.LinesSet set)
    {
        condensing?.Finish();
        var bounded = AtTheEndOfTheirLines();
        KeepPromises(set);
        lines.Set(set, leases);
        foreach (var lease in bounded)
            lease.ExpiresAt = Earlier(lease.ExpiresAt + Settings.MarginOf(lease.Ttl), lines.LimitOf(lease));
        relocating = lines.Withdrawn.Count > 0 ? leases.Oldest : null;
        hopefulUntil = joinsKnownUntil = DateTimeOffset.MinValue;
        for (var lease = leases.Oldest; lease is not null; lease = lease.Newer)
            Retime(lease);
    }

    /// <summary>
    /// Who loses a line, or has it for less long, may have been promised a life a moment ago, by a heartbeat that no event tells of. So
    /// everybody there has one life more. It costs no seat: nobody is seated there after that.
    /// </summary>
    private void KeepPromises(PoolEvent.LinesSet set)
    {
        var cut = lines.CutBy(set);
        if (cut.Count == 0)
            return;
        for (var lease = leases.Oldest; lease is not null; lease = lease.Newer)
        {
            if (!lease.Detached && Extend(lease, lease.Ttl, set.At) is var promised && LineBook.IsCut(lease.Draws, cut, promised))
                lease.ExpiresAt = promised;
        }
    }

    /// <summary>
    /// The leases whose life ends with their line, and was told so, without a margin: nobody is seated there after them. If the line
    /// goes on after all, somebody may be.
    /// </summary>
    private List<Lease> AtTheEndOfTheirLines()
    {
        var found = new List<Lease>();
        for (var lease = leases.Oldest; lease is not null; lease = lease.Newer)
        {
            if (lines.BoundOf(lease.Draws) == lease.ExpiresAt)
                found.Add(lease);
        }

        return found;
    }

    private void Seat(PoolEvent.LeaseGranted granted)
    {
        if (leases.Find(granted.Lease) is not null)
            return;
        if (waiting.Find(granted.Lease) is { } waiter)
            Remove(waiter);
        if (memory.FindEnded(granted.Lease) is { } ended)
            memory.Forget(ended);

        var lease = new Lease(granted);
        lease.Presence.Seen(granted.At);
        leases.Add(lease);
        lines.Take(lease);
        NoteGroup(lease.Holder);
        Retime(lease);
    }

    private void Resume(Lease lease, PoolEvent.LeaseResumed resumed)
    {
        (lease.RequestId, lease.WasResumed) = (resumed.RequestId, true);
        lease.Presence.Seen(resumed.At);
        BringBack(lease, resumed.At, resumed.ExpiresAt);
    }

    private void Renew(Lease lease, PoolEvent.LeaseRenewed renewed)
    {
        (lease.Ttl, lease.RenewedAt, lease.ExpiresAt) = (renewed.Ttl, renewed.At, renewed.ExpiresAt);
        Retime(lease);
    }

    private void Move(Lease lease, PoolEvent.LeaseMoved moved)
    {
        lines.GiveBack(lease, leases);
        (lease.Draws, lease.ExpiresAt) = (moved.Draws, moved.ExpiresAt);
        lines.Take(lease);
        NoteGroup(lease.Holder);
        Retime(lease);
    }

    private void Linger(Lease lease, PoolEvent.LeaseLingering lingering)
    {
        lines.ChangeState(lease, LeaseState.Lingering);
        lease.LingersUntil = lingering.Until;
        Retime(lease);
    }

    private void End(Lease lease, PoolEvent.LeaseEnded ended)
    {
        if (relocating == lease)
            relocating = lease.Newer;
        deadlines.Remove(lease);
        leases.Remove(lease);
        lines.GiveBack(lease, leases);
        lease.Presence.End();
        if (lease is { Connectionless: true, Detached: false })
            endedLately.Add((lease.Id, lease.Presence));
        memory.Remember(lease, ended);
    }

    private void ResumeAll(PoolEvent.ServiceResumed resumed)
    {
        condensing?.Finish();
        deadlines.Clear();
        for (var lease = leases.Oldest; lease is not null; lease = lease.Newer)
        {
            if (lease.Detached)
                PutOff(lease, resumed);
            else
                BringBack(lease, resumed.At, Extend(lease, lease.Ttl, resumed.At));
        }

        for (var waiter = waiting.First; waiter is not null; waiter = waiter.Behind)
            SetAbsence(waiter, resumed.At + Settings.Linger);
    }

    /// <summary>A detached lease has as much of its life left as before the time that nobody saw pass.</summary>
    private void PutOff(Lease lease, PoolEvent.ServiceResumed resumed)
    {
        // One that was renewed in the new time already has seen nothing skipped but what is between.
        var renewedAt = Earlier(lease.RenewedAt + resumed.Skipped, Later(resumed.At, lease.RenewedAt));
        lease.ExpiresAt = Earlier(lease.ExpiresAt + (renewedAt - lease.RenewedAt), lines.LimitOf(lease));
        lease.RenewedAt = renewedAt;
        Retime(lease);
    }

    private void BringBack(Lease lease, DateTimeOffset at, DateTimeOffset expiresAt)
    {
        lines.ChangeState(lease, LeaseState.Active);
        (lease.RenewedAt, lease.ExpiresAt) = (at, expiresAt);
        Retime(lease);
    }

    private void Wait(PoolEvent.WaitStarted started)
    {
        if (waiting.Find(started.Lease) is not null || leases.Find(started.Lease) is not null)
            return;

        var waiter = new Waiter(started);
        waiting.Add(waiter);
        deadlines.Put(waiter, waiter.LeavesAt);
    }

    private void SetAbsence(Waiter waiter, DateTimeOffset? until)
    {
        waiter.AbsentUntil = until;
        joinsKnownUntil = DateTimeOffset.MinValue;
        deadlines.Put(waiter, waiter.LeavesAt);
    }

    private void Leave(Waiter waiter, PoolEvent.WaitEnded ended)
    {
        Remove(waiter);
        if (RefusalAfter(ended.Reason) is { } reason)
        {
            var asked = waiter.Request;
            memory.Remember(new PoolEvent.CheckoutDenied(
                ended.At, asked.RequestId, asked.Lease, asked.Holder, asked.Seats, asked.Version, reason));
        }
    }

    /// <summary>What a late copy of the request is told, so that it does not wait all over again for nobody.</summary>
    private static DenialReason? RefusalAfter(WaitEndReason reason) => reason switch
    {
        WaitEndReason.Cancelled => DenialReason.LeaseIsOver,
        WaitEndReason.TimedOut => DenialReason.AllSeatsTaken,
        _ => null,
    };

    private void Remove(Waiter waiter)
    {
        waiting.Remove(waiter);
        deadlines.Remove(waiter);
    }

    /// <summary>The lease's deadline or lines changed: when to look at it next, and what its client may be promised.</summary>
    private void Retime(Lease lease)
    {
        lease.Looked = false;
        Schedule(lease);
        Limit(lease);
    }

    private void Limit(Lease lease) => lease.Presence.LimitTo(PromiseLimit(lease), lease.Ttl);

    /// <summary>No heartbeat promises more than the lines, a deadline that cannot move, or the linger allow; null: no limit.</summary>
    private DateTimeOffset? PromiseLimit(Lease lease)
    {
        var bound = lines.BoundOf(lease.Draws);
        var limit = lines.IsWithdrawn(lease) || bound < lease.ExpiresAt ? lease.ExpiresAt - Settings.MarginOf(lease.Ttl) : bound;
        if (!lease.IsActive)
            limit = Earlier(limit, lease.LingersUntil);
        return limit == DateTimeOffset.MaxValue ? null : limit;
    }
}
