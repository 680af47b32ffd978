using Usher.Core;

namespace Usher.Server.Lanes;

/// <summary>Asks the lane of one pool for one lease or waiting request.</summary>
internal sealed class LeaseQuestion(LanePool pool, LeaseId lease) : ILaneQuery
{
    private readonly TaskCompletionSource<WhoRow?> answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The row; null: the pool has none of that id.</summary>
    public Task<WhoRow?> Answered => answered.Task;

    /// <inheritdoc />
    public void Answer()
    {
        var held = pool.Pool.Find(lease);
        var wait = held is null ? pool.Pool.FindWait(lease) : null;
        answered.TrySetResult(held is null && wait is null ? null : new WhoRow(pool.Id, held, wait));
    }

    /// <inheritdoc />
    public void Refuse(Refusal refusal) => answered.TrySetException(new DeskRefusedException(refusal));
}
