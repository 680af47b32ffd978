using System.Text;

namespace Usher.Licensing;

/// <summary>Foreign text, made safe for one line of a message: printable, and not longer than it is worth.</summary>
internal static class Printable
{
    private const int CharsMax = 80;

    internal static string Short(string? text, int charsMax = CharsMax)
    {
        var line = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (line.Length >= charsMax)
                return line.Append("...").ToString();
            line.Append(IsPlain(rune) ? rune.ToString() : "?");
        }
        return line.ToString();
    }

    /// <summary>Neither a control character nor one that reorders, hides or breaks a line.</summary>
    internal static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        System.Globalization.UnicodeCategory.Control or
        System.Globalization.UnicodeCategory.Format or
        System.Globalization.UnicodeCategory.Surrogate or
        System.Globalization.UnicodeCategory.LineSeparator or
        System.Globalization.UnicodeCategory.ParagraphSeparator);
}
