namespace Usher.Core;

/// <summary>What a pool remembers of the past: leases that ended, who cools down, and refusals that may be asked again.</summary>
/// <param name="rememberedMax">Most of each kind; the oldest are forgotten first.</param>
internal sealed class Memory(int rememberedMax)
{
    /// <summary>How long a retry of a refused request gets the same answer.</summary>
    public static readonly TimeSpan RefusalLife = TimeSpan.FromMinutes(2);

    private readonly EndedLeases ended = new(rememberedMax);
    private readonly Dictionary<(string User, string Host), PoolEvent.LeaseEnded> coolDowns = [];
    private readonly LinkedList<PoolEvent.CheckoutDenied> refusals = [];
    private readonly Dictionary<RequestId, LinkedListNode<PoolEvent.CheckoutDenied>> refusalsByRequest = [];

    /// <summary>The leases that ended, oldest first.</summary>
    public IEnumerable<EndedLease> Ended => ended.All();

    /// <summary>The same as they are now, whatever ends meanwhile.</summary>
    public IEnumerable<EndedLease> EndedUntilNow() => ended.Freeze();

    /// <summary>Oldest first.</summary>
    public IReadOnlyCollection<PoolEvent.CheckoutDenied> Refusals => refusals;

    public EndedLease? FindEnded(LeaseId id) => ended.Find(id);

    /// <summary>The revocation for which a person is refused at that time; null when there is none.</summary>
    public PoolEvent.LeaseEnded? CoolingDown(Holder holder, DateTimeOffset now) =>
        coolDowns.Count > 0
        && coolDowns.TryGetValue((holder.User, holder.Host), out var revoked)
        && revoked.CoolDownUntil > now ? revoked : null;

    /// <summary>The refusal that the same request got a moment ago; null when there was none.</summary>
    public PoolEvent.CheckoutDenied? FindRefusal(RequestId request, LeaseId lease, DateTimeOffset now) =>
        refusalsByRequest.TryGetValue(request, out var node) && node.Value.Lease == lease && node.Value.At + RefusalLife > now
            ? node.Value
            : null;

    /// <summary>Remembers a lease that is over.</summary>
    public void Remember(Lease lease, PoolEvent.LeaseEnded ending)
    {
        if (ending.CoolDownUntil is not null)
            coolDowns[PersonOf(lease.Holder)] = ending;
        if (ended.Add(new EndedLease(lease, ending), out var forgotten))
            EndCoolDown(forgotten);
    }

    /// <summary>Remembers a refusal, in place of an earlier one of the same request.</summary>
    public void Remember(PoolEvent.CheckoutDenied refusal)
    {
        if (refusalsByRequest.TryGetValue(refusal.RequestId, out var before))
            Forget(before);
        refusalsByRequest.Add(refusal.RequestId, refusals.AddLast(refusal));
        while (refusals.First is { } oldest && (refusals.Count > rememberedMax || oldest.Value.At + RefusalLife <= refusal.At))
            Forget(oldest);
    }

    /// <summary>The lease lives again.</summary>
    public void Forget(in EndedLease lease)
    {
        ended.Remove(lease.Id);
        EndCoolDown(lease);
    }

    private void EndCoolDown(in EndedLease lease)
    {
        if (lease.CoolDownUntil is not null && coolDowns.GetValueOrDefault(PersonOf(lease.Holder))?.Lease == lease.Id)
            coolDowns.Remove(PersonOf(lease.Holder));
    }

    private static (string User, string Host) PersonOf(Holder holder) => (holder.User, holder.Host);

    private void Forget(LinkedListNode<PoolEvent.CheckoutDenied> refusal)
    {
        refusalsByRequest.Remove(refusal.Value.RequestId);
        refusals.Remove(refusal);
    }
}
