using System.Globalization;

namespace Usher.Licensing;

/// <summary>The wording of everything that can be wrong with a license file as a whole.</summary>
internal static class FileFaults
{
    private const string FetchAgain = "fetch the file again; by mail, send it as an attachment, best in a zip archive";

    internal static LicenseFault Empty() => new(LicenseCodes.Empty, "the license file is empty", FetchAgain);

    internal static LicenseFault TooLarge(long length) => new(
        LicenseCodes.TooLarge,
        string.Create(CultureInfo.InvariantCulture, $"the license is {length:N0} bytes long, and {LicenseFile.BytesMax:N0} are allowed"),
        "check that this is the right file; a vendor with so many features issues several licenses");

    internal static LicenseFault NotALicense(string what, string cure) => new(
        LicenseCodes.NotALicense, $"this is not an Usher license but {what}", cure);

    internal static LicenseFault Truncated(string what) => new(
        LicenseCodes.Truncated, $"the license is cut off: {what}", FetchAgain);

    internal static LicenseFault ReEncoded(string what) => new(
        LicenseCodes.ReEncoded, $"the license was re-encoded on its way: {what}", FetchAgain);

    internal static LicenseFault Changed(string where) => new(
        LicenseCodes.Changed, $"the license was changed after it was issued: {where}",
        "use the file as the vendor sent it; for other terms ask the vendor for a new license");

    internal static LicenseFault ForeignSignature(string what) => new(
        LicenseCodes.ForeignSignature, $"the license is signed in another way than Usher's: {what}",
        "ask the vendor for a license made with 'usher vendor issue'");

    internal static LicenseFault UnknownFormat(int? format) => new(
        LicenseCodes.UnknownFormat,
        $"the license has format {format?.ToString(CultureInfo.InvariantCulture) ?? "none"}, and this version reads format {License.Format}",
        "update Usher here, or ask the vendor for a license of this format");

    internal static LicenseFault UnknownKey(VendorPublicKey signer, IReadOnlyList<VendorPublicKey> trusted) => new(
        LicenseCodes.UnknownKey,
        $"the license is signed by '{signer.Name}' with key {signer.Id}, which is not trusted here ({Trusted(trusted)})",
        "ask the vendor to issue it with the key that the application knows, or add that vendor's public key to the trusted ones");

    internal static LicenseFault OtherServer(ServerBinding bound, ServerIdentity server) => new(
        LicenseCodes.OtherServer,
        $"the license is for server {Named(bound)}, and this server is {server}",
        "send the vendor what 'usher id' prints here and ask for a license that names it");

    internal static LicenseFault Expired(LicenseFeature last, DateTimeOffset now) => new(
        LicenseCodes.Expired,
        $"the license has expired: its last feature, {Feature(last)}, ended {Ago(last, now)}",
        "ask the vendor to renew it; if the date is wrong, correct this machine's clock");

    internal static LicenseFault NotYetValid(LicenseFeature first) => new(
        LicenseCodes.NotYetValid,
        $"the license is not valid yet: its first feature, {Feature(first)}, starts {first.Starts}",
        "wait until then; if the date is wrong, correct this machine's clock");

    internal static LicenseFault NothingSupported(License license) => new(
        LicenseCodes.NothingSupported,
        $"this version can use none of the {license.Features.Count} features of the license",
        "update Usher here");

    internal static string Feature(LicenseFeature feature) => $"'{Printable.Short(feature.Name)}'";

    internal static string Ago(LicenseFeature feature, DateTimeOffset now) =>
        $"{feature.Expires}, {Days(-(feature.DaysLeftAt(now) ?? 0))} ago";

    internal static string Days(int count) => count == 1 ? "1 day" : $"{count} days";

    private static string Trusted(IReadOnlyList<VendorPublicKey> trusted) => trusted.Count == 0
        ? "no vendor is"
        : $"trusted: {Printable.Short(string.Join(", ", trusted.Select(key => key.ToString())), 400)}";

    private static string Named(ServerBinding bound) => bound.Identities is [var only]
        ? only.ToString()
        : $"{bound.Identities[0]} or {bound.Identities.Count - 1} others";
}
