namespace Usher.Core;

/// <summary>A request in the queue of its pool.</summary>
internal sealed class Waiter(PoolEvent.WaitStarted started) : Timed
{
    public PoolEvent.WaitStarted Request { get; } = started;

    public LeaseId Id => Request.Lease;

    public Holder Holder => Request.Holder;

    public FeatureVersion Version => Request.Version;

    public int Priority => Request.Priority;

    public Wish Wish => new(Request.Holder, Request.Seats, Request.Version);

    /// <summary>When it leaves because its client did not come back; null while the client is there.</summary>
    public DateTimeOffset? AbsentUntil { get; set; }

    /// <summary>Passed over while its client is away.</summary>
    public bool IsAbsent => AbsentUntil is not null;

    public DateTimeOffset LeavesAt => AbsentUntil < Request.Until ? AbsentUntil.Value : Request.Until;

    public Waiter? Ahead { get; set; }

    public Waiter? Behind { get; set; }
}
