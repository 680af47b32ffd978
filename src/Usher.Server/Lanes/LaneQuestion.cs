namespace Usher.Server.Lanes;

/// <summary>A question to a lane, waiting for its answer.</summary>
/// <typeparam name="T">The answer.</typeparam>
internal abstract class LaneQuestion<T> : ILaneQuery
{
    private readonly TaskCompletionSource<T> answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The answer; a <see cref="DeskRefusedException"/> when the lane cannot answer.</summary>
    public Task<T> Answered => answered.Task;

    /// <inheritdoc />
    public void Answer() => answered.TrySetResult(Look());

    /// <inheritdoc />
    public void Refuse(Refusal refusal) => answered.TrySetException(new DeskRefusedException(refusal));

    /// <summary>Looks into the lane's pools, on the lane.</summary>
    protected abstract T Look();
}
