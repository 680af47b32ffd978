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

    /// <summary>The top bits of a mix of both halves and the secret (the finalizer of SplitMix64, twice).</summary>
    private int PlaceOf(UInt128 address) => (int)(Mix(Mix((ulong)address ^ seedLow) ^ (ulong)(address >> 64) ^ seedHigh) >> 48);

    private static ulong Mix(ulong bits)
    {
        bits += 0x9E3779B97F4A7C15;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
