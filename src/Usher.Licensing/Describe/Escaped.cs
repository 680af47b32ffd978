using System.Text;

namespace Usher.Licensing;

/// <summary>
/// Texts in which a backslash takes the meaning from <c>:</c>, <c>+</c> and itself. Before anything else it is a
/// plain character, so that <c>DOMAIN\ann</c> needs no care.
/// </summary>
internal static class Escaped
{
    /// <summary>The pieces between separators, escapes still in them, each with where it begins.</summary>
    internal static IEnumerable<(int At, string Piece)> Split(string text, char separator)
    {
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (IsEscape(text, i))
            {
                i++;
            }
            else if (text[i] == separator)
            {
                yield return (from, text[from..i]);
                from = i + 1;
            }
        }
        yield return (from, text[from..]);
    }

    /// <summary>The text without its escapes.</summary>
    internal static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            plain.Append(IsEscape(text, i) ? text[++i] : text[i]);
        return plain.ToString();
    }

    private static bool IsEscape(string text, int at) =>
        text[at] == '\\' && at + 1 < text.Length && text[at + 1] is ':' or '+' or '\\';
}
