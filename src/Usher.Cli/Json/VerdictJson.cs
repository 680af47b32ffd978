using Usher.Licensing;

namespace Usher.Cli.Output;

/// <summary>What 'license show --json' prints.</summary>
/// <param name="File">As the command line named it.</param>
/// <param name="Usable">Whether it may be used, here and now.</param>
/// <param name="VendorTrusted">Whether a key that the caller trusts signed it; null when none was given.</param>
/// <param name="Faults">Why it must not be used.</param>
/// <param name="Warnings">What to know although it may be used.</param>
/// <param name="License">What it says, if nothing in it was changed.</param>
internal sealed record VerdictJson(
    string File, bool Usable, bool? VendorTrusted, IReadOnlyList<FaultJson> Faults, IReadOnlyList<FaultJson> Warnings, LicenseJson? License)
{
    /// <summary>Of a verdict.</summary>
    public static VerdictJson From(string file, LicenseVerdict verdict, LicenseCheck check) => new(
        file,
        verdict.IsValid,
        check.TrustedVendors is { } trusted ? verdict.Signer is { } signer && trusted.Contains(signer) : null,
        [.. verdict.Faults.Select(fault => FaultJson.From(Failures.Of(fault)))],
        [.. verdict.Warnings.Select(fault => FaultJson.From(Failures.Of(fault)))],
        verdict.License is { } license ? LicenseJson.From(license, check.Now) : null);
}
