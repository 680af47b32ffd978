namespace Usher.Licensing;

/// <summary>Makes license ids: <c>LIC-</c> and 50 random bits as 10 characters of base32 (RFC 4648).</summary>
internal static class LicenseId
{
    private const string Prefix = "LIC-";
    private const int Characters = 10;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    internal static string Make(Action<Span<byte>> random)
    {
        Span<byte> bytes = stackalloc byte[Characters];
        random(bytes);
        Span<char> text = stackalloc char[Characters];
        for (var i = 0; i < Characters; i++)
            text[i] = Alphabet[bytes[i] % Alphabet.Length];
        return $"{Prefix}{text}";
    }
}
