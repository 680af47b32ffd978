using Usher.Licensing;

namespace Usher.Cli.Output;

/// <summary>A line of a license under --json. Dates are as the file says them.</summary>
internal sealed record LicenseFeatureJson(
    string Feature, string Model, int Seats, string Version, string? Starts, string? Expires, int GraceDays, int Overdraft,
    IReadOnlyList<string> Sharing, string Standing, int? DaysLeft)
{
    /// <summary>Of a line, as it stands now.</summary>
    public static LicenseFeatureJson From(LicenseFeature feature, DateTimeOffset now) => new(
        feature.Name, feature.ModelText, feature.Seats, feature.Version, feature.Starts?.ToString(), feature.Expires?.ToString(),
        feature.GraceDays, feature.Overdraft, [.. SharingText.Names(feature.Sharing)], Word(feature.StandingAt(now)), feature.DaysLeftAt(now));

    private static string Word(FeatureStanding standing) => standing switch
    {
        FeatureStanding.Unsupported => "unsupported",
        FeatureStanding.NotYetValid => "notYetValid",
        FeatureStanding.Active => "active",
        FeatureStanding.Grace => "grace",
        FeatureStanding.Expired => "expired",
    };
}
