namespace Usher.Licensing;

/// <summary>The wording of what an administrator should know about a license that is otherwise fine.</summary>
internal static class FeatureWarnings
{
    internal static LicenseFault UnknownField(string path) => new(
        LicenseCodes.UnknownField,
        $"this version does not know the field {path}; it is kept and has no effect",
        "update Usher if the vendor counts on it");

    internal static LicenseFault IssuedLater(License license, DateTimeOffset now) => new(
        LicenseCodes.IssuedLater,
        $"the license was issued {LicenseTime.Text(license.IssuedAt)}, but here it is {LicenseTime.Text(now)}",
        "check this machine's clock; if it is right, the vendor's is not");

    internal static LicenseFault More(int count) => new(
        LicenseCodes.MoreWarnings, $"{count} more warnings are not listed", "run 'usher license show FILE' with the newest version");

    /// <summary>What to say of this feature now, or null if it is simply active.</summary>
    internal static LicenseFault? Of(LicenseFeature feature, DateTimeOffset now) => feature.StandingAt(now) switch
    {
        FeatureStanding.Active => null,
        FeatureStanding.Unsupported => new(
            LicenseCodes.UnsupportedFeature,
            $"feature {FileFaults.Feature(feature)} is not usable by this version: it does not know {What(feature)}",
            "update Usher to use it"),
        FeatureStanding.NotYetValid => new(
            LicenseCodes.FeatureNotYetValid,
            $"feature {FileFaults.Feature(feature)} starts {feature.Starts}, in {FileFaults.Days(DaysUntil(feature, now))}",
            "nothing to do; it becomes usable by itself"),
        FeatureStanding.Grace => new(
            LicenseCodes.FeatureInGrace,
            $"feature {FileFaults.Feature(feature)} ended {FileFaults.Ago(feature, now)} "
                + $"and is usable only until {LicenseTime.Text(feature.UsableUntil!.Value)}",
            "ask the vendor to renew it now"),
        FeatureStanding.Expired => new(
            LicenseCodes.FeatureExpired,
            $"feature {FileFaults.Feature(feature)} ended {FileFaults.Ago(feature, now)}",
            "ask the vendor to renew it, or ignore this if it is no longer needed"),
    };

    private static string What(LicenseFeature feature) => feature.Model == LicenseModel.Unsupported
        ? $"the model '{Printable.Short(feature.ModelText)}'"
        : $"the sharing rule '{Printable.Short(feature.UnknownSharing[0])}'";

    private static int DaysUntil(LicenseFeature feature, DateTimeOffset now) =>
        (int)Math.Ceiling((feature.StartsAt!.Value - now).TotalDays);
}
