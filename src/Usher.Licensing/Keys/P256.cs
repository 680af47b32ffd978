using System.Numerics;
using System.Security.Cryptography;

namespace Usher.Licensing;

/// <summary>
/// What Usher needs to know of the curve P-256. An ECDSA signature (r, s) has a twin (r, n - s) that every
/// library accepts as well; Usher writes and accepts only the one with the smaller s, so that a signed text
/// has no second spelling.
/// </summary>
internal static class P256
{
    internal const int CoordinateBytes = 32;
    internal const int SignatureBytes = 2 * CoordinateBytes;

    /// <summary>DER of a P-256 SubjectPublicKeyInfo up to the uncompressed point's X.</summary>
    private static readonly byte[] SpkiStart = Convert.FromHexString("3059301306072A8648CE3D020106082A8648CE3D030107034200" + "04");

    private static readonly byte[] OrderBytes =
        Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");

    private static readonly BigInteger Order = new(OrderBytes, isUnsigned: true, isBigEndian: true);
    private static readonly BigInteger HalfOrder = Order >> 1;

    internal static bool IsSpki(ReadOnlySpan<byte> spki) =>
        spki.Length == SpkiStart.Length + 2 * CoordinateBytes && spki.StartsWith(SpkiStart);

    internal static ReadOnlySpan<byte> X(ReadOnlySpan<byte> spki) => spki.Slice(SpkiStart.Length, CoordinateBytes);

    internal static ReadOnlySpan<byte> Y(ReadOnlySpan<byte> spki) => spki[(SpkiStart.Length + CoordinateBytes)..];

    internal static byte[] Spki(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y) => [.. SpkiStart, .. x, .. y];

    /// <summary>The key, or null if the bytes are no point on the curve. The caller disposes it.</summary>
    internal static ECDsa? TryOpen(ReadOnlySpan<byte> spki)
    {
        if (!IsSpki(spki))
            return null;
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(spki, out _);
            return key;
        }
        catch (CryptographicException)
        {
            key.Dispose();
            return null;
        }
    }

    internal static bool HasLowS(ReadOnlySpan<byte> signature) =>
        signature.Length == SignatureBytes && S(signature) <= HalfOrder;

    /// <summary>Replaces s by n - s where that is smaller.</summary>
    internal static void LowerS(Span<byte> signature)
    {
        if (HasLowS(signature))
            return;
        var lower = (Order - S(signature)).ToByteArray(isUnsigned: true, isBigEndian: true);
        var s = signature[CoordinateBytes..];
        s.Clear();
        lower.CopyTo(s[(CoordinateBytes - lower.Length)..]);
    }

    private static BigInteger S(ReadOnlySpan<byte> signature) =>
        new(signature[CoordinateBytes..], isUnsigned: true, isBigEndian: true);
}
