using Usher.Core;

namespace Usher.Server.Lanes;

/// <summary>Asks the lane of one pool for a copy of it. Costs the lane what a snapshot does.</summary>
internal sealed class CopyQuestion(LanePool pool) : ILaneQuery
{
    private readonly TaskCompletionSource<PoolCopy> answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The copy.</summary>
    public Task<PoolCopy> Answered => answered.Task;

    /// <inheritdoc />
    public void Answer() => answered.TrySetResult(pool.Pool.Copy());

    /// <inheritdoc />
    public void Refuse(Refusal refusal) => answered.TrySetException(new DeskRefusedException(refusal));
}
