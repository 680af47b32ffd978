using Usher.Core;
using Usher.Licensing;

namespace Usher.Server.Licenses;

/// <summary>The wording of why a sound license cannot be installed beside the others.</summary>
internal static class LicenseSetFaults
{
    private const int KeyCharsShown = 16;

    internal static ServerFault Of(LicenseFault fault) => new(fault.Code, fault.Message, fault.Hint);

    internal static ServerFault VendorKeyDiffers(License license, License installed) => new(
        ServerCodes.VendorKeyDiffers,
        $"{license.Id} is signed by another key ({license.VendorKeyId[..KeyCharsShown]}...) than the installed license {installed.Id} "
        + $"of the vendor '{license.Vendor}' ({installed.VendorKeyId[..KeyCharsShown]}...)",
        "ask the vendor which key is right; if it has changed its key, name both public keys in Licenses:VendorKeys, "
        + "else anybody could pass for this vendor");

    internal static ServerFault IdOfAnotherVendor(License license, License installed) => new(
        ServerCodes.IdOfAnotherVendor,
        $"the id {license.Id} belongs to an installed license of the vendor '{installed.Vendor}'; this one is of '{license.Vendor}'",
        $"ask '{license.Vendor}' to issue it again: ids are random, and a new one will differ");

    internal static ServerFault OlderIssue(License license, License installed) => new(
        ServerCodes.OlderIssue,
        $"{license.Id} is installed as issued {LicenseTime.At(installed.IssuedAt)}; this file is of {LicenseTime.At(license.IssuedAt)}",
        $"keep the newer one; to go back, run 'usher license remove {license.Id}' first");

    internal static ServerFault TooManyLicenses() => new(
        ServerCodes.TooManyLicenses,
        $"the server would hold more than {InstallRules.LicensesMax} licenses",
        "remove licenses that have ended with 'usher license remove', or ask the vendor for one license with more lines");

    internal static ServerFault TooManyPools() => new(
        ServerCodes.TooManyPools,
        $"the server would serve more than {LinePlan.PoolsMax} features",
        "remove licenses that are not needed, or run a second server for some of them");

    internal static ServerFault TooManyLines(PoolId pool) => new(
        ServerCodes.TooManyLines,
        $"{pool} would have more than {LinePlan.LinesPerPoolMax} license lines",
        "remove licenses that have ended, or ask the vendor for fewer lines with more seats");

    internal static ServerFault NotInstalled(string id) => new(
        ServerCodes.UnknownLicense, $"no license '{id}' is installed", "run 'usher license list' to see them");
}
