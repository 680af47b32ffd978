namespace Usher.Server.Validation;

/// <summary>
/// The keys of leases that proved to have them a moment ago, so that a busy lease's key is not derived for every question. As
/// large for a million leases as for ten. Belongs to one thread.
/// </summary>
internal sealed class RecentKeys(LeaseKeys keys)
{
    /// <summary>Keys that are kept at most; a power of two. A lease that falls on another's place takes it over.</summary>
    internal const int Places = 4096;

    private readonly Place[] places = new Place[Places];

    /// <summary>The key of a lease: kept, or derived.</summary>
    public LeaseKey Of(UInt128 lease)
    {
        ref var place = ref PlaceOf(lease);
        return place.IsTaken && place.Lease == lease ? place.Key : keys.Of(lease);
    }

    /// <summary>Keeps a key whose possession was proved: strangers take no place.</summary>
    public void Keep(UInt128 lease, in LeaseKey key)
    {
        ref var place = ref PlaceOf(lease);
        if (!place.IsTaken || place.Lease != lease)
            place = new Place { Lease = lease, Key = key, IsTaken = true };
    }

    private ref Place PlaceOf(UInt128 lease)
    {
        var mixed = ((ulong)lease ^ (ulong)(lease >> 64)) * 0x9E3779B97F4A7C15;
        return ref places[(int)(mixed >> 52) & (Places - 1)];
    }

    private struct Place
    {
        public UInt128 Lease;
        public LeaseKey Key;
        public bool IsTaken;
    }
}
