using Usher.Licensing;
using Usher.Server.Options;

namespace Usher.Server.Licenses;

/// <summary>What an administrator should know about a license that can be installed.</summary>
internal static class LicenseWarnings
{
    /// <summary>The warnings of the file itself, then those of this server.</summary>
    internal static IReadOnlyList<ServerFault> Of(LicenseVerdict verdict, TimeSpan linger)
    {
        var soon = verdict.Faults.Where(fault => fault.Code is LicenseCodes.NotYetValid);
        var features = verdict.License?.Features ?? [];
        return
        [
            .. soon.Concat(verdict.Warnings).Select(LicenseSetFaults.Of),
            .. features.Where(feature => feature.IsSupported && !LinePlan.IsDecided(feature)).Take(LicenseLimits.WarningsMax).Select(NotServed),
            .. features.Where(feature => LinePlan.IsDecided(feature) && TermsNotKept(feature).Any()).Take(LicenseLimits.WarningsMax).Select(TermNotKept),
            .. features.Where(feature => feature.LingerMax < linger).Take(LicenseLimits.WarningsMax).Select(feature => LingerTooLong(feature, linger)),
        ];
    }

    private static ServerFault NotServed(LicenseFeature feature) => new(
        ServerCodes.ModelNotServed,
        $"'{feature.Name}' is {feature.ModelText}; this version does not decide on that model yet, so it is kept and grants nothing",
        "update Usher once it does; the license need not be installed again");

    private static ServerFault LingerTooLong(LicenseFeature feature, TimeSpan linger) => new(
        ServerCodes.LingerOverLicense,
        $"'{feature.Name}' allows a linger of {DurationText.Show(feature.LingerMax!.Value)} at most, so its seats linger no longer, although the server's is {DurationText.Show(linger)}",
        "nothing has to be done; lower Leases:Linger to have the same for all features");

    /// <summary>What the file promises and this version does not keep, so that nobody relies on it.</summary>
    private static ServerFault TermNotKept(LicenseFeature feature) => new(
        ServerCodes.TermNotKept,
        $"'{feature.Name}' {string.Join(" and ", TermsNotKept(feature))}",
        "the license need not be installed again once a version of Usher does");

    private static IEnumerable<string> TermsNotKept(LicenseFeature feature)
    {
        if (feature.MaintenanceUntil is { } until)
            yield return $"has maintenance until {until}, which this version does not compare with the client's release";
        if (feature.Borrow is not null)
            yield return "may be borrowed, which this version does not offer";
    }
}
