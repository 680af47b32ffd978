using System.Text;

namespace Usher.Licensing;

/// <summary>
/// The license file: a header for people and a JWS (ES256, compact form), described to the byte in docs/license-file.md.
/// </summary>
/// <remarks>Reading never throws on any input. Everything here is safe to use from any thread.</remarks>
public static class LicenseFile
{
    /// <summary>Longest license file, and longest bare JWS, in bytes: 1 MiB.</summary>
    public const int BytesMax = 1024 * 1024;

    /// <summary>Signs a new license.</summary>
    /// <param name="terms">What is granted.</param>
    /// <param name="key">The vendor's key; its name becomes the license's vendor.</param>
    /// <param name="now">The time of issue; fractions of a second are cut off.</param>
    /// <param name="random">
    /// Fills a span with random bytes, for the license's id; <c>RandomNumberGenerator.Fill</c> outside tests.
    /// The same bytes give the same file but for the signature, which ECDSA makes different each time.
    /// </param>
    /// <exception cref="LicenseException">
    /// The customer or the servers break a rule (USH1044), or a feature does (USH1042), a list is too long (USH1013), or the file would be larger than
    /// <see cref="BytesMax"/> (USH1003). <see cref="LicenseException.Faults"/> lists everything.
    /// </exception>
    public static IssuedLicense Issue(LicenseTerms terms, VendorKey key, DateTimeOffset now, Action<Span<byte>> random)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(random);
        ThrowIfAny(Check(terms));
        var license = new License
        {
            Id = LicenseId.Make(random),
            Vendor = key.Name,
            VendorKeyId = key.PublicKey.Id,
            Customer = terms.Customer,
            IssuedAt = LicenseTime.WholeSeconds(now),
            Servers = terms.Servers,
            Features = terms.Features,
            UnknownFields = terms.UnknownFields,
        };
        return Sign(license, key);
    }

    /// <summary>Everything that would keep <see cref="Issue"/> from issuing these terms, but for the size; empty if nothing.</summary>
    public static IReadOnlyList<LicenseFault> Check(LicenseTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return LicenseRules.Check(terms);
    }

    /// <summary>Reads a license file and says whether it may be used.</summary>
    /// <param name="file">The whole file, as it is on disk.</param>
    /// <param name="check">The time, and optionally the trusted vendors and the server.</param>
    public static LicenseVerdict Verify(ReadOnlySpan<byte> file, LicenseCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        if (FileDiagnosis.FirstFault(file) is { } fault)
            return LicenseVerdict.Refused(fault);
        var text = Encoding.ASCII.GetString(file);
        if (FileDiagnosis.Jws(text) is not { } jws)
            return LicenseVerdict.Refused(FileDiagnosis.NoSignedPart(text));
        var verdict = LicenseVerification.Verify(jws, check);
        if (verdict.Signer is null)
            return FileDiagnosis.ReEncoding(text) is { } how ? LicenseVerdict.Refused(FileFaults.ReEncoded(how)) : verdict;
        if (verdict.License is null)
            return verdict;
        var original = LicenseText.Render(verdict.License, jws);
        return original == text ? verdict : LicenseVerdict.Refused(FileDiagnosis.Difference(original, text));
    }

    /// <summary>Reads the signed part alone, as a server shows it to its clients, and says whether it may be used.</summary>
    /// <param name="jws">JWS in compact form, without line breaks.</param>
    /// <param name="check">The time, and optionally the trusted vendors and the server.</param>
    public static LicenseVerdict VerifyJws(string jws, LicenseCheck check)
    {
        ArgumentNullException.ThrowIfNull(jws);
        ArgumentNullException.ThrowIfNull(check);
        return jws.Length switch
        {
            0 => LicenseVerdict.Refused(FileFaults.Empty()),
            > BytesMax => LicenseVerdict.Refused(FileFaults.TooLarge(jws.Length)),
            _ => LicenseVerification.Verify(jws, check),
        };
    }

    private static IssuedLicense Sign(License license, VendorKey key)
    {
        var payload = PayloadWriter.Write(license);
        // What was just written is read back, so that nothing is ever issued that would be refused.
        ThrowIfAny(PayloadReader.Read(payload, license.VendorKeyId).Faults);
        var jws = Jws.Sign(payload, key);
        var text = LicenseText.Render(license, jws);
        ThrowIfAny(text.Length > BytesMax ? [FileFaults.TooLarge(text.Length)] : []);
        return new IssuedLicense(license, text, jws);
    }

    private static void ThrowIfAny(IReadOnlyList<LicenseFault> faults)
    {
        if (faults.Count > 0)
            throw new LicenseException(faults);
    }
}
