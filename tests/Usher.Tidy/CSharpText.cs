using System.Text;

namespace Usher.Tidy;

/// <summary>
/// Reads C# just well enough to tell code from comments and strings. Not a parser: an interpolated string is blanked
/// with the expressions inside it.
/// </summary>
internal static class CSharpText
{
    /// <summary>Replaces comments and the insides of literals by spaces, so that positions and lines stay.</summary>
    public static string Blank(string text)
    {
        var blanked = new StringBuilder(text);
        for (var start = 0; start < text.Length;)
        {
            var end = EndOfLiteral(text, start);
            for (var i = start; i < end; i++)
                if (text[i] is not ('\n' or '"'))
                    blanked[i] = ' ';
            start = Math.Max(end, start + 1);
        }

        return blanked.ToString();
    }

    /// <summary>The position after the comment or literal that starts here, or <paramref name="start"/> if none does.</summary>
    private static int EndOfLiteral(string text, int start) => text[start] switch
    {
        '/' when Has(text, start, "//") => Until(text, start, "\n", includeEnd: false),
        '/' when Has(text, start, "/*") => Until(text, start + 2, "*/"),
        '\'' => EndOfQuoted(text, start, '\''),
        '"' => EndOfString(text, start),
        _ => start,
    };

    private static int EndOfString(string text, int start)
    {
        var quotes = 0;
        while (start + quotes < text.Length && text[start + quotes] == '"')
            quotes++;

        if (quotes >= 3)
            return Until(text, start + quotes, new string('"', quotes));

        return IsVerbatim(text, start) ? EndOfVerbatim(text, start) : EndOfQuoted(text, start, '"');
    }

    private static bool IsVerbatim(string text, int quote) =>
        quote > 0 && (text[quote - 1] == '@' || (text[quote - 1] == '$' && quote > 1 && text[quote - 2] == '@'));

    private static int EndOfVerbatim(string text, int start)
    {
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] != '"')
                continue;
            if (!Has(text, i, "\"\""))
                return i + 1;
            i++;
        }

        return text.Length;
    }

    private static int EndOfQuoted(string text, int start, char quote)
    {
        for (var i = start + 1; i < text.Length && text[i] != '\n'; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == quote)
                return i + 1;
        }

        return start + 1;
    }

    private static bool Has(string text, int at, string what) => string.CompareOrdinal(text, at, what, 0, what.Length) == 0;

    private static int Until(string text, int start, string end, bool includeEnd = true)
    {
        var found = text.IndexOf(end, start, StringComparison.Ordinal);
        return found < 0 ? text.Length : found + (includeEnd ? end.Length : 0);
    }
}
