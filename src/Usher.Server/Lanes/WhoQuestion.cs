namespace Usher.Server.Lanes;

/// <summary>Asks the lane of one pool for some of its leases and waiting requests.</summary>
internal sealed class WhoQuestion(LanePool pool, int skip, int take) : ILaneQuery
{
    private readonly TaskCompletionSource<WhoPage> answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The page.</summary>
    public Task<WhoPage> Answered => answered.Task;

    /// <inheritdoc />
    public void Answer()
    {
        var leases = pool.Pool.Leases().Select(lease => new WhoRow(pool.Id, lease, null));
        var waiting = pool.Pool.Queue().Select(wait => new WhoRow(pool.Id, null, wait));
        var total = pool.Pool.LeaseCount + pool.Summary.QueueLength;
        answered.TrySetResult(new WhoPage([.. leases.Concat(waiting).Skip(skip).Take(take)], total));
    }

    /// <inheritdoc />
    public void Refuse(Refusal refusal) => answered.TrySetException(new DeskRefusedException(refusal));
}
