using Usher.Core;

namespace Usher.Server.Lanes;

/// <summary>Asks one thing and hears one answer. It has no connection: nothing is pushed to it, and it holds nothing.</summary>
internal abstract class LonePeer : IPeer
{
    /// <inheritdoc />
    public long Number => 0;

    /// <inheritdoc />
    public bool IsGone => true;

    /// <inheritdoc />
    public abstract void Answer(in LaneRequest request, Reply reply);

    /// <inheritdoc />
    public abstract void Refuse(in LaneRequest request, Refusal refusal);

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
    public IReadOnlyList<HeldLease> HeldIn(Lane lane) => [];

    /// <inheritdoc />
    public void Flush() { }
}
