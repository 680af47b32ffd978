using System.Net;
using Usher.Server.Networks;

namespace Usher.Server.Access;

/// <summary>
/// How many requests an address may make: so many a second, twice as many at once. Safe on any thread. (The limiters of
/// .NET keep as many partitions as there are addresses, and look at the machine's clock alone.)
/// </summary>
/// <param name="perSecond">Requests a second from one address.</param>
/// <param name="time">Elapsed time.</param>
internal sealed class RequestRates(int perSecond, TimeProvider time)
{
    /// <summary>Most addresses that are remembered; above it the one that asked longest ago starts afresh.</summary>
    internal const int AddressesMax = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<IPAddress, (double Left, long At)> buckets = [];

    /// <summary>How many addresses are remembered.</summary>
    internal int Count
    {
        get
        {
            lock (gate)
                return buckets.Count;
        }
    }

    private int Burst => 2 * perSecond;

    /// <summary>Takes one request.</summary>
    /// <returns>How long to wait; null: it may be made now.</returns>
    internal TimeSpan? Take(IPAddress address)
    {
        var site = address.Site();
        var at = time.GetTimestamp();
        lock (gate)
        {
            var left = buckets.TryGetValue(site, out var bucket)
                ? Math.Min(Burst, bucket.Left + (time.GetElapsedTime(bucket.At, at).TotalSeconds * perSecond))
                : Burst;
            if (left < 1)
                return TimeSpan.FromSeconds((1 - left) / perSecond);
            if (buckets.Count >= AddressesMax && !buckets.ContainsKey(site))
                buckets.Remove(buckets.MinBy(pair => pair.Value.At).Key);
            buckets[site] = (left - 1, at);
            return null;
        }
    }
}
