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
            .. features.Where(feature => feature.LingerMax < linger).Take(LicenseLimits.WarningsMax).Select(feature => LingerTooLong(feature, linger)),
        ];
    }

    private static ServerFault NotServed(LicenseFeature feature) => new(
        ServerCodes.ModelNotServed,
        $"'{feature.Name}' is {feature.ModelText}; this version does not decide on that model yet, so it is kept and grants nothing",
        "update Usher once it does; the license need not be installed again");

    private static ServerFault LingerTooLong(LicenseFeature feature, TimeSpan linger) => new(
        ServerCodes.LingerOverLicense,
        $"'{feature.Name}' allows a linger of {DurationText.Show(feature.LingerMax!.Value)}, and the server's is {DurationText.Show(linger)}",
        "lower Leases:Linger");
}
