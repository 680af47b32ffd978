using System.Text;
using Usher.Licensing;

namespace Usher.Server.Licenses;

/// <summary>A license that the journal says is installed. Immutable.</summary>
/// <param name="Id">The license's id.</param>
/// <param name="Text">The whole file.</param>
/// <param name="License">What it says; null when this version cannot read it any more.</param>
/// <param name="Jws">Its signed part; null like <paramref name="License"/>.</param>
/// <param name="IsServed">
/// Whether seats are granted from it, as far as its dates allow: it is sound, names this server, and its vendor is trusted.
/// </param>
/// <param name="InstalledAt">When, by the server's clock.</param>
/// <param name="InstalledBy">Who did it.</param>
internal sealed record InstalledLicense(
    string Id, string Text, License? License, string? Jws, bool IsServed, DateTimeOffset InstalledAt, string InstalledBy)
{
    /// <summary>Latest instant until which a feature of it can be used; null: for ever. Without features: the beginning of time.</summary>
    internal DateTimeOffset? UsableUntil { get; } = License is null
        ? DateTimeOffset.MinValue
        : License.Features.Any(feature => feature.UsableUntil is null)
            ? null
            : License.Features.Max(feature => feature.UsableUntil);

    /// <summary>Reads an installed license anew: the server's key or its trusted vendors may have changed since.</summary>
    internal static InstalledLicense Read(string id, string text, LicenseCheck check, DateTimeOffset installedAt, string installedBy)
    {
        var verdict = LicenseFile.Verify(Encoding.UTF8.GetBytes(text), check);
        return new(id, text, verdict.License, verdict.Jws, MayServe(verdict), installedAt, installedBy);
    }

    /// <summary>Whether a license may be held: dates come and go, and the pools look at them for themselves.</summary>
    internal static bool MayServe(LicenseVerdict verdict) =>
        verdict.License is not null && verdict.Faults.All(fault => fault.Code is LicenseCodes.Expired or LicenseCodes.NotYetValid);

    /// <summary>The verdict as of now.</summary>
    internal LicenseVerdict Verify(LicenseCheck check) => LicenseFile.Verify(Encoding.UTF8.GetBytes(Text), check);
}
