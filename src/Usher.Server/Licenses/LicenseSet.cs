using System.Collections.Frozen;
using System.Collections.Immutable;
using Usher.Core;

namespace Usher.Server.Licenses;

/// <summary>All installed licenses at one moment, and what follows from them. Immutable; a change makes a new one.</summary>
internal sealed class LicenseSet
{
    private readonly ImmutableDictionary<string, InstalledLicense> byId;

    // Only when asked for: a replay of the log goes through many sets that nobody looks at.
    private readonly Lazy<FrozenDictionary<string, string>> jwsByVendorKey;
    private readonly Lazy<ImmutableDictionary<PoolId, ImmutableArray<LicenseLine>>> plan;

    private LicenseSet(ImmutableDictionary<string, InstalledLicense> byId)
    {
        this.byId = byId;
        plan = new(() => LinePlan.Of(byId.Values));
        jwsByVendorKey = new(() => NewestJws(byId.Values));
    }

    /// <summary>No licenses.</summary>
    internal static LicenseSet Empty { get; } = new(ImmutableDictionary.Create<string, InstalledLicense>(StringComparer.Ordinal));

    /// <summary>In order of id.</summary>
    internal IEnumerable<InstalledLicense> All => byId.Values.OrderBy(one => one.Id, StringComparer.Ordinal);

    /// <summary>How many.</summary>
    internal int Count => byId.Count;

    /// <summary>The lines that every pool should have.</summary>
    internal ImmutableDictionary<PoolId, ImmutableArray<LicenseLine>> Plan => plan.Value;

    /// <summary>One license; null when it is not installed.</summary>
    internal InstalledLicense? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>The signed part of the served license of a vendor that ends last; null when there is none.</summary>
    internal string? JwsOf(string vendorKeyId) => jwsByVendorKey.Value.GetValueOrDefault(vendorKeyId);

    /// <summary>With one more, or with a newer issue of one.</summary>
    internal LicenseSet With(InstalledLicense license) => new(byId.SetItem(license.Id, license));

    /// <summary>Without one.</summary>
    internal LicenseSet Without(string id) => new(byId.Remove(id));

    private static FrozenDictionary<string, string> NewestJws(IEnumerable<InstalledLicense> licenses) => licenses
        .Where(one => one.IsServed)
        .GroupBy(one => one.License!.VendorKeyId)
        .ToFrozenDictionary(vendor => vendor.Key, vendor => vendor.MaxBy(one => one.UsableUntil ?? DateTimeOffset.MaxValue)!.Jws!);
}
