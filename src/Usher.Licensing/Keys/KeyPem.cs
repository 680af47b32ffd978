using System.Security.Cryptography;

namespace Usher.Licensing;

/// <summary>
/// The text form of keys: a readable line that says whose key it is, then one PEM block. What stands above a PEM
/// block is a comment to every tool, so <c>openssl pkey</c> reads these files as they are.
/// </summary>
internal static class KeyPem
{
    internal const string SecretTitle = "Usher vendor key of ";
    internal const string SecretTitleEnd = ". Keep it secret; back it up.";
    internal const string PublicTitle = "Usher vendor public key of ";
    internal const string IdTitle = "Id ";

    /// <summary>Longest key file, in characters; a P-256 key takes under 700.</summary>
    internal const int CharsMax = 16 * 1024;

    /// <summary>DER of the object identifier id-ecPublicKey, 1.2.840.10045.2.1.</summary>
    private static ReadOnlySpan<byte> EcPublicKeyOid => [0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01];

    internal const string EncryptedLabel = "ENCRYPTED PRIVATE KEY";
    internal const string PublicLabel = "PUBLIC KEY";

    /// <summary>The label of the first PEM block.</summary>
    /// <exception cref="LicenseException">There is none.</exception>
    internal static string Label(string pem) =>
        pem.Length <= CharsMax && PemEncoding.TryFind(pem, out var found)
            ? pem[found.Label]
            : throw new LicenseException(KeyFaults.Unreadable());

    internal static bool IsSecret(string label) => label.EndsWith("PRIVATE KEY", StringComparison.Ordinal);

    /// <summary>Whether the block mentions an elliptic-curve key; false for RSA, Ed25519 and other kinds.</summary>
    internal static bool IsElliptic(string pem)
    {
        var bytes = new byte[pem.Length];
        return Convert.TryFromBase64String(pem[PemEncoding.Find(pem).Base64Data], bytes, out var count)
            && bytes.AsSpan(0, count).IndexOf(EcPublicKeyOid) >= 0;
    }

    /// <summary>What stands between <paramref name="title"/> and <paramref name="end"/> on a line of its own, or null.</summary>
    internal static string? Line(string pem, string title, string end)
    {
        foreach (var raw in pem.Split('\n'))
        {
            var line = raw.TrimEnd('\r');
            if (line.StartsWith("-----BEGIN", StringComparison.Ordinal))
                return null;
            if (line.Length >= title.Length + end.Length
                && line.StartsWith(title, StringComparison.Ordinal) && line.EndsWith(end, StringComparison.Ordinal))
                return line[title.Length..^end.Length];
        }
        return null;
    }
}
