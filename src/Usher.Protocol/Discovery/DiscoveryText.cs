using System.Globalization;
using System.Text;

namespace Usher.Protocol;

/// <summary>
/// Texts in datagrams of discovery: a byte with their length, then UTF-8. They come from strangers and end on terminals, so
/// nothing that moves a cursor or turns a line around is a text.
/// </summary>
public static class DiscoveryText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A text that can be sent: what cannot be shown becomes '?', and the end is cut off.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="bytesMax">Longest result, in bytes of UTF-8.</param>
    public static string Fit(string text, int bytesMax)
    {
        ArgumentNullException.ThrowIfNull(text);
        var fitting = new StringBuilder();
        var bytes = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var shown = IsShown(rune) ? rune : new Rune('?');
            bytes += shown.Utf8SequenceLength;
            if (bytes > bytesMax)
                break;
            fitting.Append(shown);
        }

        return fitting.ToString();
    }

    /// <summary>Writes a text and gives what is left of the space.</summary>
    /// <exception cref="ArgumentException">It is too long, or holds what cannot be shown.</exception>
    internal static Span<byte> Write(Span<byte> space, string text, int bytesMax)
    {
        if (Fit(text, bytesMax) != text)
            throw new ArgumentException($"a text of a datagram may have {bytesMax} bytes of UTF-8 that can be shown", nameof(text));
        var length = Strict.GetBytes(text, space[1..]);
        space[0] = (byte)length;
        return space[(1 + length)..];
    }

    /// <summary>Takes a text off the front; false when there is none that may be there.</summary>
    internal static bool TryTake(ref ReadOnlySpan<byte> rest, int bytesMax, out string text)
    {
        text = "";
        if (rest.IsEmpty || rest[0] > bytesMax || rest.Length <= rest[0])
            return false;
        var bytes = rest.Slice(1, rest[0]);
        rest = rest[(1 + bytes.Length)..];
        if (!TryDecode(bytes, out text))
            return false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsShown(rune))
                return false;
        }

        return true;
    }

    private static bool TryDecode(ReadOnlySpan<byte> bytes, out string text)
    {
        var isText = System.Text.Unicode.Utf8.IsValid(bytes);
        text = isText ? Strict.GetString(bytes) : "";
        return isText;
    }

    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
