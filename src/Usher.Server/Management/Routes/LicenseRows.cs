using Usher.Licensing;
using Usher.Server.Licenses;
using Usher.Server.Management.Contract;

namespace Usher.Server.Management.Routes;

/// <summary>Licenses as the API shows them.</summary>
internal static class LicenseRows
{
    internal static string Text(InstallOutcome outcome) => outcome switch
    {
        InstallOutcome.Refused => "refused",
        InstallOutcome.Added => "added",
        InstallOutcome.Replaced => "replaced",
        InstallOutcome.Unchanged => "unchanged",
    };

    /// <summary>An installed license, read again as of now.</summary>
    internal static LicenseRow Of(LicenseCatalog catalog, InstalledLicense installed, DateTimeOffset now)
    {
        var verdict = catalog.Verify(installed);
        return Row(
            installed.Id, installed.License, installed.IsServed, installed.InstalledAt, installed.InstalledBy, now,
            [.. verdict.Faults.Select(LicenseSetFaults.Of)], catalog.WarningsOf(verdict));
    }

    /// <summary>A license that is only looked at; null when the file cannot be read.</summary>
    internal static LicenseRow? Of(InstallPlan plan, DateTimeOffset now) => plan.Verdict.License is { } license
        ? Row(license.Id, license, plan.Outcome != InstallOutcome.Refused, null, null, now, plan.Faults, plan.Warnings)
        : null;

    private static LicenseRow Row(
        string id,
        License? license,
        bool isServed,
        DateTimeOffset? installedAt,
        string? installedBy,
        DateTimeOffset now,
        IReadOnlyList<ServerFault> faults,
        IReadOnlyList<ServerFault> warnings) => new(
            id,
            isServed ? "serving" : "held",
            license?.Vendor,
            license?.VendorKeyId,
            license?.Customer,
            license?.IssuedAt,
            installedAt,
            installedBy,
            license?.Features.Min(feature => feature.DaysLeftAt(now)),
            [.. (license?.Features ?? []).Select((feature, index) => Feature($"{id}#{index + 1}", feature, now))],
            faults,
            warnings);

    private static LicenseFeatureRow Feature(string line, LicenseFeature feature, DateTimeOffset now) => new(
        line,
        feature.Name,
        feature.ModelText,
        feature.Version,
        feature.Seats,
        feature.Overdraft,
        feature.StartsAt,
        feature.EndsAt,
        feature.GraceDays,
        feature.DaysLeftAt(now),
        feature.StandingAt(now) switch
        {
            FeatureStanding.Unsupported => "unsupported",
            FeatureStanding.NotYetValid => "early",
            FeatureStanding.Active => "active",
            FeatureStanding.Grace => "grace",
            FeatureStanding.Expired => "ended",
        },
        LinePlan.IsDecided(feature));
}
