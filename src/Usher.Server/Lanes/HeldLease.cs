using Usher.Core;

namespace Usher.Server.Lanes;

/// <summary>
/// A lease, or a waiting request, and the peer that holds it: the last that checked it out or resumed it. Written by
/// the lane, read by the peer's heartbeats.
/// </summary>
internal sealed class HeldLease(LeaseId lease, LanePool pool, IPeer owner, Checkout checkout)
{
    private Presence? presence;
    private long ttlTicks;
    private long expiresTicks;

    /// <summary>Which.</summary>
    public LeaseId Lease { get; } = lease;

    /// <summary>Of which pool.</summary>
    public LanePool Pool { get; } = pool;

    /// <summary>Who holds it.</summary>
    public IPeer Owner { get; } = owner;

    /// <summary>The holding of the request by which the owner has it; see <see cref="RequestId.Holding"/>.</summary>
    public ulong Holding { get; private set; } = checkout.RequestId.Holding;

    /// <summary>The end of the connection does not touch it, and no heartbeat makes it longer.</summary>
    public bool Detached { get; private set; } = checkout.Detached;

    /// <summary>The end of the connection does not touch it, and datagrams keep it alive.</summary>
    public bool Connectionless { get; } = checkout is { Connectionless: true, Detached: false };

    /// <summary>Its heartbeat cell; null while it waits in the queue.</summary>
    public Presence? Presence => Volatile.Read(ref presence);

    /// <summary>What was asked, while it waits in the queue.</summary>
    public Checkout? Asked { get; private set; }

    /// <summary>It waits in the queue and holds no seats yet.</summary>
    public bool IsWaiting => Presence is null;

    /// <summary>Its life between signs of life, as it was last told to the client.</summary>
    public TimeSpan Ttl => new(Volatile.Read(ref ttlTicks));

    /// <summary>Its owner asked for it again.</summary>
    public void AskedAgain(Checkout again) => Holding = again.RequestId.Holding;

    /// <summary>It waits in the queue.</summary>
    public void Wait(Checkout asked) => Asked = asked;

    /// <summary>It holds seats.</summary>
    /// <param name="cell">Its heartbeat cell.</param>
    /// <param name="ttl">What the client was told.</param>
    /// <param name="expiresAt">The same as an instant.</param>
    /// <param name="detached">As the lease is; who resumes it may have asked for something else.</param>
    public void Live(Presence? cell, TimeSpan ttl, DateTimeOffset expiresAt, bool detached)
    {
        (Asked, Detached) = (null, detached);
        Renewed(ttl, expiresAt);
        Volatile.Write(ref presence, cell);
    }

    /// <summary>Its life was told anew.</summary>
    public void Renewed(TimeSpan ttl, DateTimeOffset expiresAt)
    {
        Volatile.Write(ref expiresTicks, expiresAt.UtcTicks);
        Volatile.Write(ref ttlTicks, ttl.Ticks);
    }

    /// <summary>The clock leapt: what was told as an instant is later by so much.</summary>
    public void PutOff(TimeSpan skipped) => Interlocked.Add(ref expiresTicks, skipped.Ticks);

    /// <summary>Its pool was read from the journal again: what was known of the client's life goes with it.</summary>
    public void Rebind(Presence? cell)
    {
        if (IsWaiting || cell is null || ReferenceEquals(cell, Presence))
            return;
        cell.Seen(Presence!.LastSeen);
        Volatile.Write(ref presence, cell);
    }

    /// <summary>
    /// Notes that the client is alive, and how long the lease is good from now on. A detached lease lives by its time
    /// alone, and a sign of life does not make it longer. Zero or less: it is gone.
    /// </summary>
    public TimeSpan Beat(DateTimeOffset now)
    {
        if (Presence is not { } cell)
            return TimeSpan.Zero;
        if (!Detached)
            return cell.Beat(now, Ttl);
        cell.Seen(now);
        var told = new DateTimeOffset(Volatile.Read(ref expiresTicks), TimeSpan.Zero);
        var end = cell.EndsAt;
        return (told < end ? told : end) - now;
    }
}
