namespace Usher.Core;

/// <summary>A pool as people see it. Times of leases are told as the client knows them, without the margin.</summary>
public sealed partial class Pool
{
    /// <summary>Seats by state.</summary>
    public SeatCounts Count(DateTimeOffset now) => lines.Count(now) with { Queued = (int)Math.Min(int.MaxValue, waiting.SeatsWanted) };

    /// <summary>The lines and their use, withdrawn ones that still have holders included.</summary>
    public IEnumerable<LineView> LineViews(DateTimeOffset now)
    {
        foreach (var use in lines.All())
            yield return new LineView(use.Line, use.StateAt(now), use.Used);
    }

    /// <summary>Live leases, longest holder first.</summary>
    public IEnumerable<LeaseView> Leases()
    {
        for (var lease = leases.Oldest; lease is not null; lease = lease.Newer)
            yield return View(lease);
    }

    /// <summary>One live lease; null when there is none of that id.</summary>
    public LeaseView? Find(LeaseId lease) => leases.Find(lease) is { } found ? View(found) : null;

    /// <summary>What is known here of a lease or a waiting request.</summary>
    public LeaseTrace TraceOf(LeaseId lease) =>
        leases.Find(lease) is not null || waiting.Find(lease) is not null ? LeaseTrace.Here
        : memory.FindEnded(lease) is not null ? LeaseTrace.Over
        : LeaseTrace.None;

    /// <summary>The queue, next first.</summary>
    public IEnumerable<WaitView> Queue()
    {
        var position = 0;
        for (var waiter = waiting.First; waiter is not null; waiter = waiter.Behind)
        {
            var asked = waiter.Request;
            yield return new WaitView(
                waiter.Id, waiter.Holder, asked.Seats, ++position, asked.Priority, waiter.IsAbsent, asked.At, waiter.LeavesAt);
        }
    }

    /// <summary>One waiting request; null when there is none of that id.</summary>
    public WaitView? FindWait(LeaseId lease) => waiting.Find(lease) is null ? null : Queue().First(wait => wait.Lease == lease);

    /// <summary>The heartbeat cell of a live lease; null when there is none of that id.</summary>
    public Presence? PresenceOf(LeaseId lease) => leases.Find(lease)?.Presence;

    /// <summary>The live leases that no connection holds and that signs of life keep alive, with their heartbeat cells.</summary>
    public IEnumerable<(LeaseId Lease, Presence Presence)> Connectionless()
    {
        for (var lease = leases.Oldest; lease is not null; lease = lease.Newer)
        {
            if (lease.Connectionless && !lease.Detached)
                yield return (lease.Id, lease.Presence);
        }
    }

    /// <summary>All that happened is durable: no reload brings back a lease that is over.</summary>
    public void EndsAreDurable() => endedLately.Clear();

    /// <summary>
    /// Takes over the heartbeat cells of another copy of this pool, after a reload from the journal: also of leases that had ended
    /// there and live here. What keeps a lease without a connection alive is known nowhere else.
    /// </summary>
    public void AdoptPresence(Pool before)
    {
        foreach (var (id, presence) in before.endedLately)
        {
            if (leases.Find(id) is { } lease)
                Give(lease, presence);
        }

        for (var old = before.leases.Oldest; old is not null; old = old.Newer)
        {
            if (leases.Find(old.Id) is { } lease)
                Give(lease, old.Presence);
            else
                old.Presence.End();
        }
    }

    private void Give(Lease lease, Presence presence)
    {
        lease.Presence = presence;
        Limit(lease);
        presence.Reopen();
    }

    private LeaseView View(Lease lease) => new(
        lease.Id, lease.Holder, lease.Seats, lease.State, lease.Overdraft, lease.Detached, lease.Since,
        lease.IsActive ? Told(lease, DeadlineOf(lease)) : lease.LingersUntil,
        lease.Connectionless);
}
