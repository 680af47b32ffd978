using Usher.Core;

namespace Usher.Server.Lanes;

/// <summary>One command of the administration, waiting for its answer. Holds no leases.</summary>
internal sealed class AdministratorCall : IPeer
{
    private readonly TaskCompletionSource<Reply> answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The reply, after its events are durable.</summary>
    public Task<Reply> Answered => answered.Task;

    /// <inheritdoc />
    public void Answer(in LaneRequest request, Reply reply) => answered.TrySetResult(reply);

    /// <inheritdoc />
    public void Refuse(in LaneRequest request, Refusal refusal) => answered.TrySetException(new DeskRefusedException(refusal));

    /// <inheritdoc />
    public void Hold(HeldLease held) { }

    /// <inheritdoc />
    public void Release(HeldLease held) { }

    /// <inheritdoc />
    public void GrantedFromQueue(HeldLease held, PoolEvent.LeaseGranted granted, bool inGrace) { }

    /// <inheritdoc />
    public void LeaseLost(HeldLease held, PoolEvent.LeaseEnded ended) { }

    /// <inheritdoc />
    public void WaitLost(HeldLease held, PoolEvent.WaitEnded ended) { }

    /// <inheritdoc />
    public bool IsGone => true;

    /// <inheritdoc />
    public IReadOnlyList<HeldLease> HeldIn(Lane lane) => [];

    /// <inheritdoc />
    public void Flush() { }
}
