using System.Collections.Concurrent;
using System.Collections.Immutable;
using Usher.Core;

namespace Usher.Server.Lanes;

/// <summary>Finds pools by the names that clients use. Safe on any thread, read without a lock.</summary>
internal sealed class PoolDirectory
{
    private readonly ConcurrentDictionary<string, LanePool> byName = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableArray<LanePool>> byFeature = new(StringComparer.Ordinal);

    /// <summary>All pools, in order of name.</summary>
    public IReadOnlyList<LanePool> All => [.. byName.Values.OrderBy(pool => pool.Name, StringComparer.Ordinal)];

    /// <summary>Adds a pool that was not there.</summary>
    public void Add(LanePool pool)
    {
        byName[pool.Name] = pool;
        byFeature.AddOrUpdate(pool.Id.Feature, [pool], (_, pools) => pools.Add(pool));
    }

    /// <summary>One pool; null when there is none.</summary>
    public LanePool? Find(PoolId id) => byName.GetValueOrDefault(id.ToString());

    /// <summary>
    /// Finds <c>vendor/feature</c>, or <c>feature</c> where only one vendor has it. A vendor whose licenses are gone does
    /// not make a name ambiguous.
    /// </summary>
    public LanePool? Resolve(string name, out bool ambiguous)
    {
        ambiguous = false;
        if (byName.TryGetValue(name, out var pool))
            return pool;
        if (!byFeature.TryGetValue(name, out var pools))
            return null;
        return pools.Length == 1 ? pools[0] : ResolveAmong(pools, out ambiguous);
    }

    /// <summary>Full names of the pools that share a feature's name.</summary>
    public ImmutableArray<string> NamesOf(string feature) =>
        byFeature.TryGetValue(feature, out var pools) ? [.. pools.Where(IsLicensed).Select(pool => pool.Name)] : [];

    /// <summary>Licensed names that look like one that is unknown, closest first.</summary>
    public ImmutableArray<string> Similar(string name) => SimilarNames.To(name, byName.Values.Where(IsLicensed).Select(pool => pool.Id));

    private static LanePool? ResolveAmong(ImmutableArray<LanePool> pools, out bool ambiguous)
    {
        var licensed = pools.Where(IsLicensed).Take(2).ToArray();
        ambiguous = licensed.Length != 1;
        return ambiguous ? null : licensed[0];
    }

    private static bool IsLicensed(LanePool pool) => pool.Summary.IsLicensed;
}
