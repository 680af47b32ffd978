using Usher.Protocol;

namespace Usher.Server.Validation;

/// <summary>
/// The keys of leases that proved to have them a moment ago, so that a busy lease's key is not derived for every question. As
/// large for a million leases as for ten. Belongs to one thread.
/// </summary>
internal sealed class RecentKeys(LeaseKeys keys) : IDisposable
{
    /// <summary>Keys that are kept at most: a quarter of a megabyte with their leases.</summary>
    internal const int Places = 4096;

    // Leases that fall on the same few places: one more takes the place of the one that came first.
    private const int SharedPlaces = 4;
    private const int SetBits = 10;

    private readonly Place[] places = new Place[Places];
    private readonly KeyedHash hash = new();

    /// <summary>The key of a lease: kept, or derived.</summary>
    public LeaseKey Of(UInt128 lease)
    {
        var shared = PlacesOf(lease);
        var at = Find(shared, lease);
        return at >= 0 ? shared[at].Key : keys.Of(lease, hash);
    }

    /// <summary>Keeps a key whose possession was proved: strangers take no place.</summary>
    public void Keep(UInt128 lease, in LeaseKey key)
    {
        var shared = PlacesOf(lease);
        if (Find(shared, lease) >= 0)
            return;
        shared[..^1].CopyTo(shared[1..]);
        shared[0] = new Place { Lease = lease, Key = key, IsTaken = true };
    }

    /// <inheritdoc />
    public void Dispose() => hash.Dispose();

    private static int Find(ReadOnlySpan<Place> shared, UInt128 lease)
    {
        for (var at = 0; at < shared.Length; at++)
        {
            if (shared[at].IsTaken && shared[at].Lease == lease)
                return at;
        }

        return -1;
    }

    private Span<Place> PlacesOf(UInt128 lease)
    {
        var mixed = ((ulong)lease ^ (ulong)(lease >> 64)) * 0x9E3779B97F4A7C15;
        return places.AsSpan((int)(mixed >> (64 - SetBits)) * SharedPlaces, SharedPlaces);
    }

    private struct Place
    {
        public UInt128 Lease;
        public LeaseKey Key;
        public bool IsTaken;
    }
}
