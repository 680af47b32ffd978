using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Usher.Server.Access;

/// <summary>
/// The text of a token: <c>usher_</c>, 256 random bits, and 32 bits by which anybody can tell a token from a look-alike:
/// the first of SHA-256 over all before them. In hex, so <c>usher_[0-9a-f]{72}</c> finds one in a file.
/// </summary>
internal static class TokenSecret
{
    private const string Prefix = "usher_";
    private const int SecretChars = 64;
    private const int CheckChars = 8;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    /// <summary>A new one.</summary>
    internal static string Make(IdSource ids)
    {
        Span<byte> bits = stackalloc byte[32];
        ids.Next().TryWriteBytes(bits);
        ids.Next().TryWriteBytes(bits[16..]);
        var body = Prefix + Convert.ToHexStringLower(bits);
        return body + Check(body);
    }

    /// <summary>Whether a text has the form and the check bits; says nothing about whether the server knows it.</summary>
    internal static bool IsWellFormed(string text) =>
        text.Length == Prefix.Length + SecretChars + CheckChars
        && text.StartsWith(Prefix, StringComparison.Ordinal)
        && text.AsSpan(Prefix.Length).IndexOfAnyExcept(Digits) < 0
        && text.EndsWith(Check(text[..^CheckChars]), StringComparison.Ordinal);

    /// <summary>What the server keeps of it. 256 random bits need no salt and no slow hash.</summary>
    internal static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Check(string body) => Hash(body)[..CheckChars];
}
