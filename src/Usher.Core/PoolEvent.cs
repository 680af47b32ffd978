using System.Collections.Immutable;

namespace Usher.Core;

/// <summary>What happened in a pool. A closed family; each is written to the journal, and only these change a pool.</summary>
/// <param name="At">When, by the journal's clock.</param>
public abstract record PoolEvent(DateTimeOffset At)
{
    /// <summary>Life of the pool's lines from now on; the whole list, not a change.</summary>
    public sealed record LinesSet(DateTimeOffset At, ImmutableArray<LicenseLine> Lines) : PoolEvent(At);

    /// <summary>Seats were granted.</summary>
    /// <param name="At">When.</param>
    /// <param name="RequestId">The attempt that is answered by it.</param>
    /// <param name="Lease">The lease.</param>
    /// <param name="Holder">Who holds it.</param>
    /// <param name="Seats">How many.</param>
    /// <param name="Version">The version asked for.</param>
    /// <param name="Draws">Which lines the seats come from.</param>
    /// <param name="Ttl">Its life between signs of life.</param>
    /// <param name="ExpiresAt">When it lapses without one, margin included.</param>
    /// <param name="Detached">Lives by its time alone.</param>
    /// <param name="Kind">At once, from the queue, or resumed above the count.</param>
    /// <param name="Overdraft">Some of the seats are above a line's count by its overdraft.</param>
    /// <param name="Connectionless">Lives by signs of life, but not by a connection.</param>
    public sealed record LeaseGranted(
        DateTimeOffset At,
        RequestId RequestId,
        LeaseId Lease,
        Holder Holder,
        int Seats,
        FeatureVersion Version,
        ImmutableArray<Draw> Draws,
        TimeSpan Ttl,
        DateTimeOffset ExpiresAt,
        bool Detached,
        GrantKind Kind,
        bool Overdraft,
        bool Connectionless = false) : PoolEvent(At);

    /// <summary>The client of a live lease came back, lingering or not; it is active again.</summary>
    public sealed record LeaseResumed(DateTimeOffset At, RequestId RequestId, LeaseId Lease, DateTimeOffset ExpiresAt) : PoolEvent(At);

    /// <summary>The lease's deadline moved: the client asked, or was seen alive. Does not end a linger.</summary>
    /// <param name="At">When.</param>
    /// <param name="Lease">Which.</param>
    /// <param name="Ttl">Its life between signs of life from now on.</param>
    /// <param name="ExpiresAt">The new deadline, margin included.</param>
    public sealed record LeaseRenewed(DateTimeOffset At, LeaseId Lease, TimeSpan Ttl, DateTimeOffset ExpiresAt) : PoolEvent(At);

    /// <summary>The lease's seats now come from other lines, because a line closed or was withdrawn.</summary>
    public sealed record LeaseMoved(DateTimeOffset At, LeaseId Lease, ImmutableArray<Draw> Draws, DateTimeOffset ExpiresAt) : PoolEvent(At);

    /// <summary>The client's connection ended; the seat waits for it until <paramref name="Until"/>.</summary>
    public sealed record LeaseLingering(DateTimeOffset At, LeaseId Lease, DateTimeOffset Until) : PoolEvent(At);

    /// <summary>The lease is over and its seats are free.</summary>
    /// <param name="At">When.</param>
    /// <param name="Lease">Which.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Note">The administrator's words on a revoke; else empty.</param>
    /// <param name="By">Who revoked; else empty.</param>
    /// <param name="CoolDownUntil">Until when the holder is refused; null without cool-down.</param>
    public sealed record LeaseEnded(
        DateTimeOffset At,
        LeaseId Lease,
        EndReason Reason,
        string Note = "",
        string By = "",
        DateTimeOffset? CoolDownUntil = null) : PoolEvent(At);

    /// <summary>A request joined the queue.</summary>
    public sealed record WaitStarted(
        DateTimeOffset At,
        RequestId RequestId,
        LeaseId Lease,
        Holder Holder,
        int Seats,
        FeatureVersion Version,
        TimeSpan Ttl,
        bool Detached,
        int Priority,
        DateTimeOffset Until,
        bool Connectionless = false) : PoolEvent(At);

    /// <summary>A waiting request's connection ended; it keeps its place, is passed over, and leaves at <paramref name="Until"/>.</summary>
    public sealed record WaiterAbsent(DateTimeOffset At, LeaseId Lease, DateTimeOffset Until) : PoolEvent(At);

    /// <summary>A waiting request's client came back to its place.</summary>
    public sealed record WaiterReturned(DateTimeOffset At, LeaseId Lease) : PoolEvent(At);

    /// <summary>A request left the queue without a grant.</summary>
    public sealed record WaitEnded(DateTimeOffset At, LeaseId Lease, WaitEndReason Reason) : PoolEvent(At);

    /// <summary>A request was refused. Changes no seat; part of the usage log, and remembered for retries.</summary>
    public sealed record CheckoutDenied(
        DateTimeOffset At,
        RequestId RequestId,
        LeaseId Lease,
        Holder Holder,
        int Seats,
        FeatureVersion Version,
        DenialReason Reason) : PoolEvent(At);

    /// <summary>
    /// The service came back after an outage. Every live lease that is not detached is active until its full ttl
    /// (and margin) from <paramref name="At"/>; every waiting request is absent for the linger.
    /// </summary>
    /// <param name="At">When.</param>
    /// <param name="Skipped">By how much the detached leases are put off: time that the clock went through and nobody saw pass.</param>
    public sealed record ServiceResumed(DateTimeOffset At, TimeSpan Skipped = default) : PoolEvent(At);
}
