using System.Collections.Immutable;

namespace Usher.Core;

/// <summary>A pool's state as the shortest story that leads to it.</summary>
public sealed partial class Pool
{
    /// <summary>
    /// The shortest list of events that builds this state from an empty pool: a snapshot, in the journal's own words.
    /// </summary>
    public IEnumerable<PoolEvent> Condense()
    {
        if (AllLines() is { IsEmpty: false } all)
            yield return new PoolEvent.LinesSet(lines.SetAt, all);

        foreach (var ended in memory.Ended)
        {
            yield return ended.Grant;
            yield return ended.Ending;
        }

        foreach (var happened in Live())
            yield return happened;

        for (var waiter = waiting.First; waiter is not null; waiter = waiter.Behind)
        {
            yield return waiter.Request;
            if (waiter.AbsentUntil is { } until)
                yield return new PoolEvent.WaiterAbsent(waiter.Request.At, waiter.Id, until);
        }

        foreach (var refusal in memory.Refusals)
            yield return refusal;

        foreach (var happened in Withdrawal())
            yield return happened;
    }

    /// <summary>Who draws from a line that is withdrawn has a deadline of the time of the withdrawal, which need not be the last change.</summary>
    private IEnumerable<PoolEvent> Withdrawal()
    {
        if (lines.Withdrawn.Count == 0)
            yield break;
        yield return new PoolEvent.LinesSet(lines.SetAt, Lines);
        for (var lease = leases.Oldest; lease is not null; lease = lease.Newer)
        {
            if (!lease.Detached && lines.IsWithdrawn(lease))
                yield return Renewed(lease);
        }
    }

    private ImmutableArray<LicenseLine> AllLines()
    {
        var all = Lines.ToBuilder();
        foreach (var use in lines.Withdrawn)
            all.Add(use.Line);
        return all.ToImmutable();
    }

    private static PoolEvent.LeaseGranted Grant(Lease lease) => new(
        lease.Since, lease.RequestId, lease.Id, lease.Holder, lease.Seats, lease.Version, lease.Draws, lease.Ttl,
        lease.ExpiresAt, lease.Detached, lease.Kind, lease.Overdraft, lease.Connectionless);

    private static PoolEvent.LeaseRenewed Renewed(Lease lease) => new(lease.RenewedAt, lease.Id, lease.Ttl, lease.ExpiresAt);

    private IEnumerable<PoolEvent> Live()
    {
        for (var lease = leases.Oldest; lease is not null; lease = lease.Newer)
        {
            yield return Grant(lease);
            if (lease.WasResumed)
                yield return new PoolEvent.LeaseResumed(lease.Since, lease.RequestId, lease.Id, lease.ExpiresAt);
            if (lease.RenewedAt != lease.Since)
                yield return Renewed(lease);
            if (!lease.IsActive)
                yield return new PoolEvent.LeaseLingering(lease.RenewedAt, lease.Id, lease.LingersUntil);
        }
    }
}
