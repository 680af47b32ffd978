using System.Security.Cryptography;

namespace Usher.Protocol;

/// <summary>What a server signs when it answers, and how that is checked.</summary>
internal static class DiscoverySignature
{
    /// <summary>In front of what is signed, so that no signature that the key makes for something else fits here.</summary>
    private static ReadOnlySpan<byte> Context => "usher discovery answer 1\n"u8;

    /// <summary>SubjectPublicKeyInfo of a key on P-256, up to its point (RFC 5480): the rest is X and Y.</summary>
    private static ReadOnlySpan<byte> SpkiPrefix =>
    [
        0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01,
        0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04,
    ];

    internal static byte[] Covered(ReadOnlySpan<byte> said) => [.. Context, .. said];

    internal static string Identity(ReadOnlySpan<byte> key) => Convert.ToHexStringLower(SHA256.HashData([.. SpkiPrefix, .. key]));

    /// <summary>Bytes that are no point of the curve sign nothing.</summary>
    internal static bool Holds(ReadOnlySpan<byte> said, ReadOnlySpan<byte> key, ReadOnlySpan<byte> signature)
    {
        try
        {
            using var ecdsa = ECDsa.Create();
            ecdsa.ImportSubjectPublicKeyInfo([.. SpkiPrefix, .. key], out _);
            return ecdsa.VerifyData(Covered(said), signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
