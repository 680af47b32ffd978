namespace Usher.Core;

/// <summary>
/// What is remembered of a lease that is over. A value, kept in a ring: tens of thousands are remembered, and as objects
/// each would outlive two generations of the garbage collector only to die.
/// </summary>
internal readonly struct EndedLease
{
    private readonly long since, expires, endedAt;
    private readonly EndReason reason;

    // Only where there is more to tell than when and why.
    private readonly PoolEvent.LeaseEnded? told;

    public EndedLease(Lease lease, PoolEvent.LeaseEnded ending)
    {
        (Id, RequestId, Holder, Seats, Version) = (lease.Id, lease.RequestId, lease.Holder, lease.Seats, lease.Version);
        (Detached, Connectionless, Kind, Ttl) = (lease.Detached, lease.Connectionless, lease.Kind, lease.Ttl);
        (since, expires) = (lease.Since.UtcTicks, lease.ExpiresAt.UtcTicks);
        (endedAt, reason) = (ending.At.UtcTicks, ending.Reason);
        told = ending is { Note: "", By: "", CoolDownUntil: null } ? null : ending;
    }

    public LeaseId Id { get; }

    public RequestId RequestId { get; }

    public Holder Holder { get; }

    public int Seats { get; }

    public FeatureVersion Version { get; }

    public bool Detached { get; }

    public bool Connectionless { get; }

    public GrantKind Kind { get; }

    public TimeSpan Ttl { get; }

    public DateTimeOffset? CoolDownUntil => told?.CoolDownUntil;

    /// <summary>How it was granted, without its lines: it draws nothing any more.</summary>
    public PoolEvent.LeaseGranted Grant => new(
        new(since, TimeSpan.Zero), RequestId, Id, Holder, Seats, Version, [], Ttl, new(expires, TimeSpan.Zero), Detached, Kind, Overdraft: false, Connectionless);

    /// <summary>How it ended.</summary>
    public PoolEvent.LeaseEnded Ending => told ?? new(new(endedAt, TimeSpan.Zero), Id, reason);
}
