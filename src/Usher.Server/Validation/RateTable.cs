using Usher.Core;

namespace Usher.Server.Validation;

/// <summary>
/// Counts datagrams by source address and second, in a table of fixed size. Addresses that fall on the same place share
/// its limit; which do depends on a secret of this run, so that nobody can aim at somebody else's. Safe on any thread,
/// without a lock.
/// </summary>
internal sealed class RateTable
{
    /// <summary>Places in the table: half a megabyte.</summary>
    internal const int PlacesCount = 65_536;

    private readonly long[] places = new long[PlacesCount];
    private readonly TimeProvider time;
    private readonly int perSecondMax;
    private readonly ulong seedHigh, seedLow;

    /// <param name="time">The monotonic clock.</param>
    /// <param name="perSecondMax">Most datagrams a second from one address.</param>
    /// <param name="ids">The secret of this run.</param>
    public RateTable(TimeProvider time, int perSecondMax, IdSource ids)
    {
        (this.time, this.perSecondMax) = (time, perSecondMax);
        var seed = ValidationBook.IdOf(new LeaseId(ids.Next()));
        (seedHigh, seedLow) = ((ulong)(seed >> 64), (ulong)seed);
    }

    /// <summary>Counts one datagram.</summary>
    /// <returns>False: there were too many in this second.</returns>
    public bool TryTake(UInt128 address)
    {
        ref var place = ref places[PlaceOf(address)];
        var second = (time.GetTimestamp() / time.TimestampFrequency) << 32;
        var before = Volatile.Read(ref place);
        while (true)
        {
            var next = (before & ~(long)uint.MaxValue) == second ? before + 1 : second + 1;
            if ((uint)next > (uint)perSecondMax)
                return false;
            var found = Interlocked.CompareExchange(ref place, next, before);
            if (found == before)
                return true;
            before = found;
        }
    }

    /// <summary>A multiply-and-fold hash of both halves under the secret; its top bits are the place.</summary>
    private int PlaceOf(UInt128 address)
    {
        var mixed = (UInt128)((ulong)(address >> 64) ^ seedHigh) * ((ulong)address ^ seedLow | 1);
        var folded = (ulong)(mixed >> 64) ^ (ulong)mixed;
        return (int)((folded * (seedHigh | 1)) >> 48);
    }
}
