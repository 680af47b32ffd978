using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Usher.Licensing;

/// <summary>
/// The protected header, always exactly
/// <c>{"alg":"ES256","typ":"usher-license+jws","kid":"…","jwk":{"kty":"EC","crv":"P-256","x":"…","y":"…"}}</c>.
/// </summary>
internal static class JwsHeader
{
    internal const string Algorithm = "ES256";
    internal const string Type = "usher-license+jws";

    internal static string Segment(ReadOnlySpan<byte> spki) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(Json(spki)));

    /// <summary>The public key in a header that is exactly ours, or why it is not.</summary>
    internal static LicenseFault? TryRead(string segment, out byte[]? spki)
    {
        spki = null;
        if (Jws.Decode(segment) is not { } json)
            return FileFaults.Changed("the header of the signed part is damaged");
        try
        {
            using var document = JsonDocument.Parse(json);
            return TryRead(document.RootElement, segment, out spki);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return FileFaults.Changed("the header of the signed part is damaged");
        }
    }

    private static LicenseFault? TryRead(JsonElement header, string segment, out byte[]? spki)
    {
        spki = null;
        var (algorithm, type) = (header.GetProperty("alg").GetString(), header.GetProperty("typ").GetString());
        if (algorithm != Algorithm || type != Type)
            return FileFaults.ForeignSignature($"algorithm '{Printable.Short(algorithm)}', type '{Printable.Short(type)}'");
        var jwk = header.GetProperty("jwk");
        var (x, y) = (Jws.Decode(jwk.GetProperty("x").GetString() ?? ""), Jws.Decode(jwk.GetProperty("y").GetString() ?? ""));
        if (x is not { Length: P256.CoordinateBytes } || y is not { Length: P256.CoordinateBytes })
            return FileFaults.Changed("the key in the signed part is damaged");
        var key = P256.Spki(x, y);
        if (Segment(key) != segment)
            return FileFaults.Changed("the header of the signed part is not the one that belongs to its key");
        spki = key;
        return null;
    }

    private static string Json(ReadOnlySpan<byte> spki)
    {
        var kid = Convert.ToHexStringLower(SHA256.HashData(spki));
        var (x, y) = (Base64Url.EncodeToString(P256.X(spki)), Base64Url.EncodeToString(P256.Y(spki)));
        return $$$"""{"alg":"{{{Algorithm}}}","typ":"{{{Type}}}","kid":"{{{kid}}}","jwk":{"kty":"EC","crv":"P-256","x":"{{{x}}}","y":"{{{y}}}"}}""";
    }
}
