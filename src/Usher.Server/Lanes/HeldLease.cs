using Usher.Core;

namespace Usher.Server.Lanes;

/// <summary>
/// A lease, or a waiting request, and the peer that holds it: the last that checked it out or resumed it. Written by
/// the lane, read by the peer's heartbeats.
/// </summary>
internal sealed class HeldLease(LeaseId lease, LanePool pool, IPeer owner, bool detached)
{
    private Presence? presence;
    private long ttlTicks;

    /// <summary>Which.</summary>
    public LeaseId Lease { get; } = lease;

    /// <summary>Of which pool.</summary>
    public LanePool Pool { get; } = pool;

    /// <summary>Who holds it.</summary>
    public IPeer Owner { get; } = owner;

    /// <summary>The end of the connection does not touch it.</summary>
    public bool Detached { get; } = detached;

    /// <summary>Its heartbeat cell; null while it waits in the queue.</summary>
    public Presence? Presence => Volatile.Read(ref presence);

    /// <summary>It waits in the queue and holds no seats yet.</summary>
    public bool IsWaiting => Presence is null;

    /// <summary>Its life between signs of life, as it was last told to the client.</summary>
    public TimeSpan Ttl => new(Volatile.Read(ref ttlTicks));

    /// <summary>It holds seats.</summary>
    public void Live(Presence? cell, TimeSpan ttl)
    {
        Volatile.Write(ref ttlTicks, ttl.Ticks);
        Volatile.Write(ref presence, cell);
    }

    /// <summary>Its life between signs of life changed.</summary>
    public void Renewed(TimeSpan ttl) => Volatile.Write(ref ttlTicks, ttl.Ticks);
}
