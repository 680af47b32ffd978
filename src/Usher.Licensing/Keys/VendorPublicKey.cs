using System.Security.Cryptography;

namespace Usher.Licensing;

/// <summary>A vendor's public key: what an application embeds and a server may be configured to trust.</summary>
/// <remarks>Immutable and safe to use from any thread. Two are equal if their <see cref="Id"/> is; the name is a label.</remarks>
public sealed class VendorPublicKey : IEquatable<VendorPublicKey>
{
    private readonly byte[] _spki;

    internal VendorPublicKey(string name, byte[] spki)
    {
        Name = name;
        _spki = spki;
        Id = Convert.ToHexStringLower(SHA256.HashData(spki));
    }

    /// <summary>The vendor's name, as <see cref="VendorName"/> allows it.</summary>
    public string Name { get; }

    /// <summary>SHA-256 of <see cref="Spki"/>, 64 lower-case hex digits; the <c>kid</c> of the vendor's licenses.</summary>
    public string Id { get; }

    /// <summary>SubjectPublicKeyInfo, DER, 91 bytes.</summary>
    public ReadOnlyMemory<byte> Spki => _spki;

    /// <summary>The key as text: name, id, and a PEM block that any tool reads.</summary>
    public string ExportPem() =>
        $"{KeyPem.PublicTitle}{Name}\n{KeyPem.IdTitle}{Id}\n{PemEncoding.WriteString(KeyPem.PublicLabel, _spki)}\n";

    /// <summary>
    /// Reads what <see cref="ExportPem"/> wrote, or a bare PEM block; a key without a name is called after its id.
    /// </summary>
    /// <exception cref="LicenseException">
    /// No key (USH1030), a secret key (USH1034), another kind of key (USH1035), a bad name (USH1036).
    /// </exception>
    public static VendorPublicKey Import(string pem)
    {
        ArgumentNullException.ThrowIfNull(pem);
        var label = KeyPem.Label(pem);
        if (KeyPem.IsSecret(label))
            throw new LicenseException(KeyFaults.IsSecret());
        if (label != KeyPem.PublicLabel)
            throw new LicenseException(KeyFaults.Unreadable());
        var spki = ReadSpki(pem);
        var key = new VendorPublicKey(VendorName.Checked(KeyPem.Line(pem, KeyPem.PublicTitle, "") ?? NameFromId(spki)), spki);
        if (KeyPem.Line(pem, KeyPem.IdTitle, "") is { } id && id != key.Id)
            throw new LicenseException(KeyFaults.OtherId(id));
        return key;
    }

    /// <summary>Whether the vendor signed exactly these bytes.</summary>
    /// <param name="data">What was signed.</param>
    /// <param name="signature">64 bytes, r then s; of the two equivalent signatures only the one with the low s passes.</param>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (!P256.HasLowS(signature))
            return false;
        // ECDsa objects are not promised to be thread-safe; making one costs less than the verification.
        using var key = P256.TryOpen(_spki);
        return key is not null && key.VerifyData(
            data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    /// <inheritdoc/>
    public bool Equals(VendorPublicKey? other) => other is not null && Id == other.Id;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VendorPublicKey);

    /// <inheritdoc/>
    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);

    /// <summary>Name and id.</summary>
    public override string ToString() => $"{Name} ({Id})";

    internal VendorPublicKey Named(string name) => new(name, _spki);

    internal static string NameFromId(ReadOnlySpan<byte> spki) =>
        $"key-{Convert.ToHexStringLower(SHA256.HashData(spki))[..8]}";

    private static byte[] ReadSpki(string pem)
    {
        try
        {
            var block = PemEncoding.Find(pem);
            var spki = Convert.FromBase64String(pem[block.Base64Data]);
            using var key = P256.TryOpen(spki);
            return key is not null ? spki : throw new LicenseException(KeyFaults.OtherKind());
        }
        catch (FormatException)
        {
            throw new LicenseException(KeyFaults.Unreadable());
        }
    }
}
