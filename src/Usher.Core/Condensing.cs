using System.Collections.Immutable;

namespace Usher.Core;

/// <summary>
/// A pool's state as it stood when this began, told as the shortest story that leads to it, bit by bit, while the pool goes on. What
/// changes before it was told is told as it was.
/// </summary>
/// <remarks>
/// The order is that of <see cref="Pool.Condense()"/>: the lines, the ended leases that are remembered, the live ones, the queue, the
/// refusals, and what a withdrawal left behind. The queue and the refusals are taken down at the beginning: they are references, and a few
/// tens of thousands at most.
/// </remarks>
public sealed class Condensing
{
    private readonly LeaseCursor leases;
    private readonly Action<PoolEvent> tell;
    private readonly Action done;
    private readonly IEnumerator<int> steps;

    // The lines that were withdrawn at the beginning, and what is told of those who draw from them, last of all.
    private readonly HashSet<string> withdrawn;
    private readonly List<PoolEvent> withdrawal = [];

    internal Condensing(
        LineBook lines, IEnumerable<EndedLease> ended, LeaseCursor leases, List<PoolEvent> rest, Action<PoolEvent> tell, Action done)
    {
        (this.leases, this.tell, this.done) = (leases, tell, done);
        withdrawn = [.. lines.Withdrawn.Select(use => use.Line.Id)];
        if (withdrawn.Count > 0)
            withdrawal.Add(new PoolEvent.LinesSet(lines.SetAt, lines.Lines));
        steps = Steps(LinesOf(lines), ended, rest).GetEnumerator();
    }

    /// <summary>Events told so far.</summary>
    public int Told { get; private set; }

    /// <summary>Everything was told.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Tells the next events.</summary>
    /// <param name="events">How many; three more at most, as those of one lease are not parted.</param>
    public void TakeNext(int events)
    {
        for (var end = Told + (long)events; Told < end && !IsDone;)
        {
            if (steps.MoveNext())
                Told += steps.Current;
            else
                End();
        }
    }

    /// <summary>Tells all that is left, at once.</summary>
    internal void Finish() => TakeNext(int.MaxValue);

    private void End()
    {
        IsDone = true;
        done();
    }

    /// <returns>For each thing that is told as one, of how many events it was.</returns>
    private IEnumerable<int> Steps(PoolEvent.LinesSet? lines, IEnumerable<EndedLease> ended, List<PoolEvent> rest)
    {
        if (lines is not null)
            yield return Tell(lines);
        foreach (var lease in ended)
            yield return Tell(lease.Grant) + Tell(lease.Ending);
        while (leases.Next() is { } lease)
            yield return Tell(lease);
        foreach (var happened in rest)
            yield return Tell(happened);
        foreach (var happened in withdrawal)
            yield return Tell(happened);
    }

    private int Tell(Lease lease)
    {
        var events = Tell(Grant(lease));
        if (lease.WasResumed)
            events += Tell(new PoolEvent.LeaseResumed(lease.Since, lease.RequestId, lease.Id, lease.ExpiresAt));
        if (lease.RenewedAt != lease.Since)
            events += Tell(Renewed(lease));
        if (!lease.IsActive)
            events += Tell(new PoolEvent.LeaseLingering(lease.RenewedAt, lease.Id, lease.LingersUntil));
        if (withdrawn.Count > 0 && !lease.Detached && IsWithdrawn(lease))
            withdrawal.Add(Renewed(lease));
        return events;
    }

    private int Tell(PoolEvent happened)
    {
        tell(happened);
        return 1;
    }

    /// <summary>Who draws from a line that is withdrawn has a deadline of the time of the withdrawal, which need not be the last change.</summary>
    private bool IsWithdrawn(Lease lease)
    {
        foreach (var draw in lease.Draws)
        {
            if (withdrawn.Contains(draw.Line))
                return true;
        }

        return false;
    }

    private static PoolEvent.LinesSet? LinesOf(LineBook lines)
    {
        ImmutableArray<LicenseLine> all = [.. lines.All().Select(use => use.Line)];
        return all.IsEmpty ? null : new PoolEvent.LinesSet(lines.SetAt, all);
    }

    private static PoolEvent.LeaseGranted Grant(Lease lease) => new(
        lease.Since, lease.RequestId, lease.Id, lease.Holder, lease.Seats, lease.Version, lease.Draws, lease.Ttl,
        lease.ExpiresAt, lease.Detached, lease.Kind, lease.Overdraft, lease.Connectionless);

    private static PoolEvent.LeaseRenewed Renewed(Lease lease) => new(lease.RenewedAt, lease.Id, lease.Ttl, lease.ExpiresAt);
}
