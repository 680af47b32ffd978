using System.Collections.Immutable;

namespace Usher.Core;

/// <summary>What a pool can be asked to decide. A closed family.</summary>
public abstract record PoolCommand
{
    private protected PoolCommand() { }
}

/// <summary>
/// Asks for seats, all or none. The same lease id again, by the same person, resumes the lease or the wait.
/// </summary>
/// <param name="RequestId">The attempt; a retry with the same id is answered, never granted twice.</param>
/// <param name="Lease">The lease to be, made by the client.</param>
/// <param name="Holder">Who asks.</param>
/// <param name="Seats">1 to <see cref="PoolSettings.SeatsPerRequestMax"/>.</param>
/// <param name="Version">The lowest version of line that will do.</param>
/// <param name="Ttl">Wanted life between signs of life; zero takes the default; clamped, not refused.</param>
/// <param name="WaitMax">Longest time to queue; zero answers at once.</param>
/// <param name="Priority">Higher goes first in the queue; equal goes by arrival. −100 to 100.</param>
/// <param name="Detached">The lease lives by its time alone: the end of a connection does not touch it.</param>
/// <param name="Connectionless">
/// The lease lives by signs of life, but not by a connection, whose end does not touch it. Without meaning for a detached one.
/// </param>
public sealed record Checkout(
    RequestId RequestId,
    LeaseId Lease,
    Holder Holder,
    int Seats,
    FeatureVersion Version,
    TimeSpan Ttl,
    TimeSpan WaitMax,
    int Priority,
    bool Detached,
    bool Connectionless = false) : PoolCommand;

/// <summary>Gives a lease back, or leaves the queue. Idempotent.</summary>
/// <param name="Lease">Which.</param>
/// <param name="By">Who asks; must be the holder.</param>
/// <param name="Of">
/// One of the requests by which whoever gives it back counted on it: a lease that was checked out by another holding since
/// (<see cref="RequestId.Holding"/>) is left alone. Null: whoever holds it. Of no use while it waits.
/// </param>
public sealed record CheckIn(LeaseId Lease, Holder By, RequestId? Of = null) : PoolCommand;

/// <summary>Extends a lease to <paramref name="Ttl"/> from now; zero keeps the lease's own ttl.</summary>
public sealed record Renew(LeaseId Lease, Holder By, TimeSpan Ttl) : PoolCommand;

/// <summary>A client without a connection is still there: extends its lease, or keeps its place in the queue.</summary>
/// <param name="Lease">Which.</param>
/// <param name="By">Who asks; must be the holder.</param>
/// <param name="Ttl">Life of the lease from now on; zero keeps its own. Of no use while it waits.</param>
public sealed record KeepAlive(LeaseId Lease, Holder By, TimeSpan Ttl) : PoolCommand;

/// <summary>The connection of the lease or of the waiting request ended without a word: the linger starts.</summary>
/// <param name="Lease">Which.</param>
/// <param name="IsGone">
/// The client closed the connection itself, or its process ended: nobody counts on the seat any more. Else the client may
/// live on without noticing, and the seat waits at least as long as the client was promised it.
/// </param>
public sealed record Disconnect(LeaseId Lease, bool IsGone = true) : PoolCommand;

/// <summary>Takes a lease away. The holder is refused for the cool-down.</summary>
/// <param name="Lease">Which.</param>
/// <param name="Reason">Told to the holder; up to 200 characters.</param>
/// <param name="By">Who revoked, for the log.</param>
public sealed record Revoke(LeaseId Lease, string Reason, string By) : PoolCommand;

/// <summary>Takes a waiting request out of the queue, whoever's it is. A lease that holds seats is left alone.</summary>
public sealed record CancelWait(LeaseId Lease) : PoolCommand;

/// <summary>Replaces the license lines: licenses were added, removed or renewed.</summary>
public sealed record SetLines(ImmutableArray<LicenseLine> Lines) : PoolCommand;

/// <summary>The service is back after an outage: every live lease gets a full life again, so that clients can return.</summary>
/// <param name="Skipped">
/// How much time the clock went through that nobody saw pass: it leapt, or the server was down. A detached lease, which lives by
/// its time alone, is put off by so much, since its client may not have lived through any of it. Zero: none.
/// </param>
public sealed record ResumeService(TimeSpan Skipped = default) : PoolCommand;

/// <summary>Nothing but the passing of time: lapses what is over and serves the queue.</summary>
public sealed record Settle : PoolCommand;
