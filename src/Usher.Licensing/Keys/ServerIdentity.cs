using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Usher.Licensing;

/// <summary>
/// Which server: the SHA-256 of its public key (SubjectPublicKeyInfo, DER), written as 64 lower-case hex digits.
/// <c>usher id</c> prints it, a license names it, and a client compares it with the key of its TLS peer.
/// </summary>
public readonly record struct ServerIdentity
{
    /// <summary>Length of the text form, in characters.</summary>
    public const int HexLength = 64;

    private const string Prefix = "sha256:";

    private readonly UInt128 _high;
    private readonly UInt128 _low;

    private ServerIdentity(ReadOnlySpan<byte> hash)
    {
        _high = BinaryPrimitives.ReadUInt128BigEndian(hash);
        _low = BinaryPrimitives.ReadUInt128BigEndian(hash[16..]);
    }

    /// <summary>The identity of the holder of this public key.</summary>
    /// <param name="spki">SubjectPublicKeyInfo in DER, as <c>ExportSubjectPublicKeyInfo</c> gives it.</param>
    public static ServerIdentity FromSpki(ReadOnlySpan<byte> spki) => new(SHA256.HashData(spki));

    /// <summary>Reads 64 hex digits of either case; a <c>sha256:</c> prefix, colons and outer blanks are allowed.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ServerIdentity identity)
    {
        identity = default;
        var digits = (text ?? "").Trim();
        if (digits.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            digits = digits[Prefix.Length..];
        digits = digits.Replace(":", "", StringComparison.Ordinal);
        if (digits.Length != HexLength || !digits.All(char.IsAsciiHexDigit))
            return false;
        identity = new ServerIdentity(Convert.FromHexString(digits));
        return true;
    }

    /// <summary>As <see cref="TryParse"/>, for command surfaces.</summary>
    /// <exception cref="LicenseException">It is no identity (USH1045).</exception>
    public static ServerIdentity Parse(string? text) => TryParse(text, out var identity)
        ? identity
        : throw new LicenseException(KeyFaults.NoIdentity(text));

    /// <summary>64 lower-case hex digits.</summary>
    public override string ToString() => $"{_high:x32}{_low:x32}";
}
