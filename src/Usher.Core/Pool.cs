using System.Collections.Immutable;

namespace Usher.Core;

/// <summary>
/// All seats of one feature. <see cref="Decide"/> changes nothing; <see cref="Apply"/> is the only thing that does.
/// Single-threaded: the lane that owns it calls it, and nobody else. No clock, no randomness, no I/O.
/// </summary>
public sealed partial class Pool
{
    /// <summary>An empty pool without lines.</summary>
    public Pool(PoolId id, PoolSettings settings) => (Id, Settings) = (id, settings);

    /// <summary>Whose seats these are.</summary>
    public PoolId Id { get; }

    /// <summary>Times and limits.</summary>
    public PoolSettings Settings { get; }

    /// <summary>The license lines, withdrawn ones not included.</summary>
    public ImmutableArray<LicenseLine> Lines => throw new NotImplementedException();

    /// <summary>Live leases, lingering ones included.</summary>
    public int LeaseCount => throw new NotImplementedException();

    /// <summary>
    /// The next instant at which time alone changes something: a deadline, the end of a linger or a wait, a line that
    /// starts or closes. Null: never. Being late with <see cref="Settle"/> is safe: every command settles first.
    /// </summary>
    public DateTimeOffset? NextDue => throw new NotImplementedException();

    /// <summary>
    /// Decides one step. If something is due at <paramref name="now"/>, that is the step, whatever the command
    /// (see <see cref="Execute"/>, which repeats until the command itself has its turn).
    /// </summary>
    public Decision Decide(PoolCommand command, DateTimeOffset now) => throw new NotImplementedException();

    /// <summary>Makes an event true. Total: an event for a lease that is unknown changes nothing.</summary>
    public void Apply(PoolEvent happened) => throw new NotImplementedException();

    /// <summary>
    /// Settles what is due, decides the command, and serves the queue; applies each event as it is decided and adds it
    /// to <paramref name="events"/>. The reply may leave only after those events are durable.
    /// </summary>
    public Reply Execute(PoolCommand command, DateTimeOffset now, List<PoolEvent> events) => throw new NotImplementedException();

    /// <summary>Seats by state.</summary>
    public SeatCounts Count(DateTimeOffset now) => throw new NotImplementedException();

    /// <summary>The lines and their use, withdrawn ones that still have holders included.</summary>
    public IEnumerable<LineView> LineViews(DateTimeOffset now) => throw new NotImplementedException();

    /// <summary>Live leases, longest holder first.</summary>
    public IEnumerable<LeaseView> Leases() => throw new NotImplementedException();

    /// <summary>One live lease; null when there is none of that id.</summary>
    public LeaseView? Find(LeaseId lease) => throw new NotImplementedException();

    /// <summary>The queue, next first.</summary>
    public IEnumerable<WaitView> Queue() => throw new NotImplementedException();

    /// <summary>The heartbeat cell of a live lease; null when there is none of that id.</summary>
    public Presence? PresenceOf(LeaseId lease) => throw new NotImplementedException();

    /// <summary>Takes over the heartbeat cells of another copy of this pool, after a reload from the journal.</summary>
    public void AdoptPresence(Pool before) => throw new NotImplementedException();

    /// <summary>
    /// The shortest list of events that builds this state from an empty pool: a snapshot, in the journal's own words.
    /// </summary>
    public IEnumerable<PoolEvent> Condense() => throw new NotImplementedException();
}
