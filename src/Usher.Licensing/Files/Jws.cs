using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Usher.Licensing;

/// <summary>
/// JWS in compact form (RFC 7515), ES256 only: <c>header.payload.signature</c>, each in base64url without padding.
/// There is exactly one spelling of a signed payload per signature: the header is rebuilt from the key and compared,
/// base64url must be canonical, and of the two equivalent signatures only the one with the low s is accepted.
/// </summary>
internal static class Jws
{
    private const int SignatureChars = 86;

    internal static string Sign(ReadOnlySpan<byte> payload, VendorKey key)
    {
        var signed = $"{JwsHeader.Segment(key.PublicKey.Spki.Span)}.{Base64Url.EncodeToString(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    /// <summary>Opens a JWS whose signature is sound.</summary>
    /// <returns>Null, or why it cannot be opened; then the key and the payload are null.</returns>
    internal static LicenseFault? TryOpen(string jws, out VendorPublicKey? signer, out byte[]? payload)
    {
        (signer, payload) = (null, null);
        if (jws.Split('.') is not [var header, var body, var tail])
            return FileFaults.Truncated("its three parts are not all there");
        if (tail.Length < SignatureChars)
            return FileFaults.Truncated("the signature is too short");
        if (JwsHeader.TryRead(header, out var spki) is { } fault)
            return fault;
        var key = new VendorPublicKey(VendorPublicKey.NameFromId(spki), spki!);
        if (Decode(body) is not { } bytes || Decode(tail) is not { } signature)
            return FileFaults.Changed("the signed part has characters that it never has");
        if (!key.Verify(Encoding.ASCII.GetBytes($"{header}.{body}"), signature))
            return FileFaults.Changed("the signature does not match");
        (signer, payload) = (key, bytes);
        return null;
    }

    /// <summary>The bytes, or null if the text is not their one canonical spelling.</summary>
    internal static byte[]? Decode(string text)
    {
        var buffer = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        if (Base64Url.DecodeFromChars(text, buffer, out _, out var count) != OperationStatus.Done)
            return null;
        var bytes = buffer[..count];
        return Base64Url.EncodeToString(bytes) == text ? bytes : null;
    }
}
