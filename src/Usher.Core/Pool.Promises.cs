namespace Usher.Core;

/// <summary>Keeps what heartbeats promise on other threads while something is decided.</summary>
public sealed partial class Pool
{
    /// <summary>Applies what time does. False: a client was seen meanwhile, and it is to be decided again.</summary>
    internal bool TryTake(PoolEvent step, DateTimeOffset now, List<PoolEvent> events)
    {
        if (!Stands(step, now))
            return false;
        Take(step, events);
        return true;
    }

    /// <summary>
    /// Whether a step still is right. A silent client may show life while its end is decided, and be promised a life; so that end
    /// stands only when the heartbeat cell was closed by the sign of life that the lease was judged by. Every other end is due
    /// however lively the client is: what ends with its line or its linger was never promised for longer.
    /// </summary>
    private bool Stands(PoolEvent step, DateTimeOffset now)
    {
        if (step is not PoolEvent.LeaseEnded { Reason: EndReason.Lapsed } lapsed || leases.Find(lapsed.Lease) is not { } lease)
            return true;
        var judgedBy = lease.Presence.LastSeen;
        return StepOf(lease, now) == lapsed && lease.Presence.TryClose(judgedBy);
    }

    /// <summary>
    /// Decides a command that has its turn. How long a lease lingers, or is to live when its life gets shorter, is reckoned from the
    /// last sign of life. So heartbeats are held to that first, and then it is reckoned again: whoever was promised more just before
    /// was seen by then.
    /// </summary>
    private Decision DecideForGood(PoolCommand command, DateTimeOffset now)
    {
        var decision = DecideInTurn(command, now);
        return decision.Event is { } happened && TryLower(happened) ? DecideInTurn(command, now) : decision;
    }

    /// <summary>Holds heartbeats to what they may promise after that. False: it takes nothing from them.</summary>
    internal bool TryLower(PoolEvent happened)
    {
        switch (happened)
        {
            case PoolEvent.LeaseLingering { Lease: var id } lingering when leases.Find(id) is { } lease:
                lease.Presence.LowerTo(lingering.Until, lease.Ttl);
                return true;
            case PoolEvent.LeaseRenewed { Lease: var id } renewed when leases.Find(id) is { } lease && renewed.Ttl < lease.Ttl:
                lease.Presence.LowerTo(lease.Presence.EndsAt, renewed.Ttl);
                return true;
            default:
                return false;
        }
    }
}
