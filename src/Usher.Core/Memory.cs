namespace Usher.Core;

/// <summary>What a pool remembers of the past: leases that ended, who cools down, and refusals that may be asked again.</summary>
/// <param name="rememberedMax">Most of each kind; the oldest are forgotten first.</param>
internal sealed class Memory(int rememberedMax)
{
    /// <summary>How long a retry of a refused request gets the same answer.</summary>
    public static readonly TimeSpan RefusalLife = TimeSpan.FromMinutes(2);

    private readonly LeaseTable ended = new();
    private readonly Dictionary<(string User, string Host), Lease> coolDowns = [];
    private readonly LinkedList<PoolEvent.CheckoutDenied> refusals = [];
    private readonly Dictionary<RequestId, LinkedListNode<PoolEvent.CheckoutDenied>> refusalsByRequest = [];

    /// <summary>The lease that ended longest ago.</summary>
    public Lease? OldestEnded => ended.Oldest;

    /// <summary>Oldest first.</summary>
    public IEnumerable<PoolEvent.CheckoutDenied> Refusals => refusals;

    public Lease? FindEnded(LeaseId id) => ended.Find(id);

    /// <summary>The revoked lease for which a person is refused at that time; null when there is none.</summary>
    public Lease? CoolingDown(Holder holder, DateTimeOffset now) =>
        coolDowns.Count > 0
        && coolDowns.TryGetValue((holder.User, holder.Host), out var lease)
        && lease.Ending?.CoolDownUntil > now ? lease : null;

    /// <summary>The refusal that the same request got a moment ago; null when there was none.</summary>
    public PoolEvent.CheckoutDenied? FindRefusal(RequestId request, LeaseId lease, DateTimeOffset now) =>
        refusalsByRequest.TryGetValue(request, out var node) && node.Value.Lease == lease && node.Value.At + RefusalLife > now
            ? node.Value
            : null;

    /// <summary>Remembers a lease that is over.</summary>
    public void Remember(Lease lease)
    {
        ended.Add(lease);
        if (lease.Ending?.CoolDownUntil is not null)
            coolDowns[(lease.Holder.User, lease.Holder.Host)] = lease;
        while (ended.Count > rememberedMax)
            Forget(ended.Oldest!);
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
    public void Forget(Lease lease)
    {
        ended.Remove(lease);
        var person = (lease.Holder.User, lease.Holder.Host);
        if (coolDowns.TryGetValue(person, out var cooling) && cooling == lease)
            coolDowns.Remove(person);
    }

    private void Forget(LinkedListNode<PoolEvent.CheckoutDenied> refusal)
    {
        refusalsByRequest.Remove(refusal.Value.RequestId);
        refusals.Remove(refusal);
    }
}
