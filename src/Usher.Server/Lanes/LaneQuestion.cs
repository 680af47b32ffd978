using System.Diagnostics.CodeAnalysis;

namespace Usher.Server.Lanes;

/// <summary>A question to a lane, waiting for its answer.</summary>
/// <typeparam name="T">The answer.</typeparam>
internal abstract class LaneQuestion<T> : ILaneQuery
{
    private readonly TaskCompletionSource<T> answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The answer; a <see cref="DeskRefusedException"/> when the lane cannot answer.</summary>
    public Task<T> Answered => answered.Task;

    /// <summary>Told of a fault inside <see cref="Look"/>, on the lane.</summary>
    public Action<Exception> Faulted { get; set; } = _ => { };

    /// <inheritdoc />
    /// <remarks>A fault must cost the one question that met it, not the lane.</remarks>
    [SuppressMessage("Design", "CA1031", Justification = "See the remarks; it is logged.")]
    public void Answer()
    {
        try
        {
            answered.TrySetResult(Look());
        }
        catch (Exception error)
        {
            Faulted(error);
            Refuse(Refusal.InternalFault);
        }
    }

    /// <inheritdoc />
    public void Refuse(Refusal refusal) => answered.TrySetException(new DeskRefusedException(refusal));

    /// <summary>Looks into the lane's pools, on the lane.</summary>
    protected abstract T Look();
}
