using Usher.Core;

namespace Usher.Server.Lanes;

/// <summary>
/// Who asks a lane and hears from it. Lanes call it, and only with what is durable; no call may block or throw.
/// </summary>
internal interface IPeer
{
    /// <summary>Grows from one connection to the next: of two of one client, the newer is where the client is. 0: it has none.</summary>
    long Number { get; }

    /// <summary>The answer to a request of this peer.</summary>
    void Answer(in LaneRequest request, Reply reply);

    /// <summary>A request of this peer was not decided, or not granted.</summary>
    void Refuse(in LaneRequest request, Refusal refusal);

    /// <summary>From now on this peer holds the lease, or waits for it.</summary>
    void Hold(HeldLease held);

    /// <summary>This peer does not hold the lease any more, or waits no longer.</summary>
    void Release(HeldLease held);

    /// <summary>The waiting request was granted.</summary>
    void GrantedFromQueue(HeldLease held, PoolEvent.LeaseGranted granted, bool inGrace);

    /// <summary>The lease is over, and this peer did not end it.</summary>
    void LeaseLost(HeldLease held, PoolEvent.LeaseEnded ended);

    /// <summary>The waiting request left the queue without a grant, and this peer did not withdraw it.</summary>
    void WaitLost(HeldLease held, PoolEvent.WaitEnded ended);

    /// <summary>
    /// After its farewell: it closed the connection itself or its process ended, so that nobody counts on what it held.
    /// False when the connection broke, or the server ended it: the client may not know.
    /// </summary>
    bool IsGone { get; }

    /// <summary>What this peer, which said farewell, still held in a lane; from now on it holds none of it.</summary>
    IReadOnlyList<HeldLease> HeldIn(Lane lane);

    /// <summary>Everything of a batch is told: send it.</summary>
    void Flush();
}
