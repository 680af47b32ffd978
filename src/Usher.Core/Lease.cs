using System.Collections.Immutable;

namespace Usher.Core;

/// <summary>A live lease inside its pool. Instants are kept as ticks: there may be millions.</summary>
internal sealed class Lease(PoolEvent.LeaseGranted grant) : Timed
{
    private readonly long sinceTicks = grant.At.UtcTicks;
    private long expiresTicks = grant.ExpiresAt.UtcTicks;
    private long renewedTicks = grant.At.UtcTicks;
    private long lingerTicks;

    public LeaseId Id { get; } = grant.Lease;

    public Holder Holder { get; } = grant.Holder;

    public int Seats { get; } = grant.Seats;

    public FeatureVersion Version { get; } = grant.Version;

    public bool Detached { get; } = grant.Detached;

    public bool Connectionless { get; } = grant.Connectionless;

    public GrantKind Kind { get; } = grant.Kind;

    /// <summary>The latest attempt that it answers.</summary>
    public RequestId RequestId { get; set; } = grant.RequestId;

    /// <summary>That attempt found the lease live.</summary>
    public bool WasResumed { get; set; }

    /// <summary>Where its seats come from; empty once it is over.</summary>
    public ImmutableArray<Draw> Draws { get; set; } = grant.Draws.IsDefault ? [] : grant.Draws;

    public TimeSpan Ttl { get; set; } = grant.Ttl;

    public bool Overdraft { get; set; } = grant.Overdraft;

    public LeaseState State { get; set; }

    /// <summary>The heartbeat cell, shared with the threads that take heartbeats.</summary>
    public Presence Presence { get; set; } = new();

    /// <summary>
    /// The heartbeat cell was looked at ahead of this deadline and showed nothing, so the next look is at the deadline.
    /// A cursor, not state: forgetting it costs one more look.
    /// </summary>
    public bool Looked { get; set; }

    /// <summary>Grows with every grant of the pool: who came first.</summary>
    public long Serial { get; set; }

    public Lease? Older { get; set; }

    public Lease? Newer { get; set; }

    public DateTimeOffset Since => new(sinceTicks, TimeSpan.Zero);

    /// <summary>The deadline, margin included.</summary>
    public DateTimeOffset ExpiresAt
    {
        get => new(expiresTicks, TimeSpan.Zero);
        set => expiresTicks = value.UtcTicks;
    }

    /// <summary>When the deadline was last set by an event.</summary>
    public DateTimeOffset RenewedAt
    {
        get => new(renewedTicks, TimeSpan.Zero);
        set => renewedTicks = value.UtcTicks;
    }

    /// <summary>The end of the linger; only of use while it lingers.</summary>
    public DateTimeOffset LingersUntil
    {
        get => new(lingerTicks, TimeSpan.Zero);
        set => lingerTicks = value.UtcTicks;
    }

    public bool IsActive => State == LeaseState.Active;

    /// <summary>The last sign of life that is known from events or heartbeats.</summary>
    public DateTimeOffset LastSign => Detached || Presence.LastSeen < RenewedAt ? RenewedAt : Presence.LastSeen;

    /// <summary>The lease as it is now, outside of its table.</summary>
    public Lease Copy()
    {
        var copy = (Lease)MemberwiseClone();
        (copy.Older, copy.Newer) = (null, null);
        return copy;
    }

    /// <summary>Seats drawn from one line; 0 when none are.</summary>
    public int SeatsFrom(string line)
    {
        foreach (var draw in Draws)
        {
            if (draw.Line == line)
                return draw.Seats;
        }

        return 0;
    }
}
