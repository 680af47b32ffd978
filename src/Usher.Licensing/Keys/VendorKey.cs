using System.Security.Cryptography;

namespace Usher.Licensing;

/// <summary>A vendor's secret key (ECDSA, P-256). It signs licenses and never leaves the vendor.</summary>
/// <remarks>Safe to use from any thread. Dispose it to wipe the key from memory as far as the platform does.</remarks>
public sealed class VendorKey : IDisposable
{
    /// <summary>Rounds of PBKDF2-HMAC-SHA256 between a passphrase and the key: about a quarter second.</summary>
    public const int PassphraseRounds = 600_000;

    private readonly ECDsa _key;
    private readonly Lock _oneAtATime = new();

    private VendorKey(string name, ECDsa key)
    {
        Name = name;
        _key = key;
        PublicKey = new VendorPublicKey(name, key.ExportSubjectPublicKeyInfo());
    }

    /// <summary>The vendor's name, as <see cref="VendorName"/> allows it; licenses carry it.</summary>
    public string Name { get; }

    /// <summary>The half that everybody may have.</summary>
    public VendorPublicKey PublicKey { get; }

    /// <summary>Makes a new key from the system's randomness.</summary>
    /// <exception cref="LicenseException">The name breaks the rule (USH1036).</exception>
    public static VendorKey Create(string name) =>
        new(VendorName.Checked(name), ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Whether the text holds a key that needs a passphrase.</summary>
    /// <exception cref="LicenseException">It holds no PEM block at all (USH1030).</exception>
    public static bool IsEncrypted(string pem) => KeyPem.Label(pem) == KeyPem.EncryptedLabel;

    /// <summary>Reads what <see cref="ExportPem"/> wrote.</summary>
    /// <param name="pem">At most 16 KiB.</param>
    /// <param name="passphrase">Ignored if the key is not encrypted.</param>
    /// <exception cref="LicenseException">
    /// No key (USH1030), passphrase needed (USH1031) or wrong (USH1032), a public key (USH1033), another kind of key
    /// (USH1035), no name or a bad one (USH1036).
    /// </exception>
    public static VendorKey Import(string pem, ReadOnlySpan<char> passphrase)
    {
        ArgumentNullException.ThrowIfNull(pem);
        CheckLabel(KeyPem.Label(pem), passphrase);
        var name = KeyPem.Line(pem, KeyPem.SecretTitle, KeyPem.SecretTitleEnd)
            ?? throw new LicenseException(KeyFaults.NoName());
        VendorName.Checked(name);
        var key = Open(pem, passphrase);
        if (P256.IsSpki(key.ExportSubjectPublicKeyInfo()))
            return new VendorKey(name, key);
        key.Dispose();
        throw new LicenseException(KeyFaults.OtherKind());
    }

    /// <summary>The key as text: a line with the name, then PKCS#8 in PEM.</summary>
    /// <param name="passphrase">Encrypts with PBES2 (PBKDF2-SHA256, AES-256-CBC); if empty, the key is not encrypted.</param>
    public string ExportPem(ReadOnlySpan<char> passphrase)
    {
        lock (_oneAtATime)
        {
            var pem = passphrase.IsEmpty
                ? _key.ExportPkcs8PrivateKeyPem()
                : _key.ExportEncryptedPkcs8PrivateKeyPem(
                    passphrase,
                    new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, PassphraseRounds));
            return $"{KeyPem.SecretTitle}{Name}{KeyPem.SecretTitleEnd}\n{pem}\n";
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    /// <summary>64 bytes, r then s, with the lower of the two possible s.</summary>
    internal byte[] Sign(ReadOnlySpan<byte> data)
    {
        lock (_oneAtATime)
        {
            var signature = _key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
            P256.LowerS(signature);
            return signature;
        }
    }

    private static void CheckLabel(string label, ReadOnlySpan<char> passphrase)
    {
        if (label == KeyPem.PublicLabel)
            throw new LicenseException(KeyFaults.IsPublic());
        if (!KeyPem.IsSecret(label))
            throw new LicenseException(KeyFaults.Unreadable());
        if (label == KeyPem.EncryptedLabel && passphrase.IsEmpty)
            throw new LicenseException(KeyFaults.PassphraseNeeded());
    }

    private static ECDsa Open(string pem, ReadOnlySpan<char> passphrase)
    {
        var encrypted = IsEncrypted(pem);
        var key = ECDsa.Create();
        try
        {
            if (encrypted)
                key.ImportFromEncryptedPem(pem, passphrase);
            else
                key.ImportFromPem(pem);
            return key;
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new LicenseException(
                encrypted ? KeyFaults.PassphraseWrong()
                : KeyPem.IsElliptic(pem) ? KeyFaults.Unreadable()
                : KeyFaults.OtherKind());
        }
    }
}
