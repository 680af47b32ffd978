using Usher.Core;

namespace Usher.Server.Lanes;

/// <summary>One command of the administration, waiting for its answer. Holds no leases.</summary>
internal sealed class AdministratorCall : LonePeer
{
    private readonly TaskCompletionSource<Reply> answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The reply, after its events are durable.</summary>
    public Task<Reply> Answered => answered.Task;

    /// <inheritdoc />
    public override void Answer(in LaneRequest request, Reply reply) => answered.TrySetResult(reply);

    /// <inheritdoc />
    public override void Refuse(in LaneRequest request, Refusal refusal) => answered.TrySetException(new DeskRefusedException(refusal));
}
