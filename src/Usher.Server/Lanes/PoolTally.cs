using Usher.Core;

namespace Usher.Server.Lanes;

/// <summary>What happened in a pool since the server started, durably. Written by the lane, read by any thread.</summary>
internal sealed class PoolTally
{
    private long granted, silent, abandoned;

    /// <summary>Leases that were granted: at once, from the queue, or resumed after they had lapsed.</summary>
    public long Granted => Volatile.Read(ref granted);

    /// <summary>Leases that ended because nothing was heard of their client.</summary>
    public long Silent => Volatile.Read(ref silent);

    /// <summary>Leases that ended because their client closed its connection and did not come back.</summary>
    public long Abandoned => Volatile.Read(ref abandoned);

    /// <summary>Counts what has just become durable.</summary>
    public void Count(List<PoolEvent> events)
    {
        foreach (var happened in events)
        {
            switch (happened)
            {
                case PoolEvent.LeaseGranted:
                    Volatile.Write(ref granted, granted + 1);
                    break;
                case PoolEvent.LeaseEnded { Reason: EndReason.Lapsed }:
                    Volatile.Write(ref silent, silent + 1);
                    break;
                case PoolEvent.LeaseEnded { Reason: EndReason.LingerOver }:
                    Volatile.Write(ref abandoned, abandoned + 1);
                    break;
            }
        }
    }
}
