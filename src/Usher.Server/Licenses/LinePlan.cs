using System.Collections.Immutable;
using Usher.Core;
using Usher.Licensing;

namespace Usher.Server.Licenses;

/// <summary>From licenses to the lines of pools.</summary>
internal static class LinePlan
{
    /// <summary>Most pools on one server.</summary>
    internal const int PoolsMax = 10_000;

    /// <summary>Most lines in one pool.</summary>
    internal const int LinesPerPoolMax = 1_000;

    /// <summary>The lines of every pool that some license serves, in the order of license ids and of features in them.</summary>
    internal static ImmutableDictionary<PoolId, ImmutableArray<LicenseLine>> Of(IEnumerable<InstalledLicense> licenses)
    {
        var lines = new Dictionary<PoolId, ImmutableArray<LicenseLine>.Builder>();
        foreach (var installed in licenses.Where(one => one.IsServed).OrderBy(one => one.Id, StringComparer.Ordinal))
        {
            foreach (var (pool, line) in Lines(installed.License!))
            {
                if (!lines.TryGetValue(pool, out var list))
                    lines.Add(pool, list = ImmutableArray.CreateBuilder<LicenseLine>());
                list.Add(line);
            }
        }

        return lines.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.ToImmutable());
    }

    /// <summary>Whether this version decides on a feature; another is held and reported, and grants nothing.</summary>
    internal static bool IsDecided(LicenseFeature feature) =>
        feature.IsSupported && feature.Model is LicenseModel.Floating or LicenseModel.Trial or LicenseModel.Subscription;

    /// <summary>The pool of a feature.</summary>
    internal static PoolId PoolOf(License license, LicenseFeature feature) => new(license.Vendor, feature.Name);

    /// <summary>Pools whose lines differ between two plans.</summary>
    internal static IEnumerable<PoolId> Difference(
        IReadOnlyDictionary<PoolId, ImmutableArray<LicenseLine>> before, IReadOnlyDictionary<PoolId, ImmutableArray<LicenseLine>> after) =>
        before.Keys.Union(after.Keys).Where(pool => !LinesOf(before, pool).SequenceEqual(LinesOf(after, pool)));

    /// <summary>The lines of a pool; none when the plan does not have it.</summary>
    internal static ImmutableArray<LicenseLine> LinesOf(IReadOnlyDictionary<PoolId, ImmutableArray<LicenseLine>> plan, PoolId pool) =>
        plan.TryGetValue(pool, out var lines) ? lines : [];

    private static IEnumerable<(PoolId Pool, LicenseLine Line)> Lines(License license) =>
        license.Features.Index()
            .Where(pair => IsDecided(pair.Item))
            .Select(pair => (PoolOf(license, pair.Item), Line(license.Id, pair.Index + 1, pair.Item)));

    private static LicenseLine Line(string license, int number, LicenseFeature feature) => new(
        $"{license}#{number}",
        FeatureVersion.Parse(feature.Version),
        feature.Seats,
        feature.StartsAt,
        feature.EndsAt,
        TimeSpan.FromDays(feature.GraceDays),
        feature.Overdraft,
        Sharing(feature.Sharing),
        feature.LingerMax);

    private static Sharing Sharing(SharingRule rule) =>
        (rule.HasFlag(SharingRule.User) ? Core.Sharing.User : 0)
        | (rule.HasFlag(SharingRule.Host) ? Core.Sharing.Host : 0)
        | (rule.HasFlag(SharingRule.Display) ? Core.Sharing.Display : 0)
        | (rule.HasFlag(SharingRule.Site) ? Core.Sharing.Site : 0);
}
