using System.Text;
using System.Text.RegularExpressions;

namespace Usher.Transcripts;

/// <summary>One expected line. Its placeholders stand for what differs from run to run.</summary>
internal static partial class LinePattern
{
    /// <summary>Alone on its line, matches any number of lines, also none.</summary>
    public const string AnyLines = "[...]";

    private static readonly Dictionary<string, string> _shapes = new()
    {
        ["[..]"] = ".*?",
        ["[id]"] = "[0-9A-Za-z][0-9A-Za-z_-]{7,}",
        ["[hex64]"] = "[0-9a-f]{64}",
        ["[time]"] = @"(\d{4}-\d\d-\d\d[T ])?\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?",
        ["[port]"] = @"[1-9]\d{0,4}",
        ["[path]"] = @"/[^\s'""]*[^\s'"".,:;)]",
        ["[n]"] = @"-?\d[\d,]*(\.\d+)?",
    };

    public static bool Matches(string pattern, string line) => Regex.IsMatch(line, $@"\A{ToRegex(pattern)}\z", RegexOptions.CultureInvariant);

    private static string ToRegex(string pattern)
    {
        var regex = new StringBuilder();
        var end = 0;
        foreach (Match placeholder in Placeholder().Matches(pattern))
        {
            regex.Append(Regex.Escape(pattern[end..placeholder.Index])).Append("(?:").Append(_shapes[placeholder.Value]).Append(')');
            end = placeholder.Index + placeholder.Length;
        }

        return regex.Append(Regex.Escape(pattern[end..])).ToString();
    }

    [GeneratedRegex(@"\[(\.\.|id|hex64|time|port|path|n)\]")]
    private static partial Regex Placeholder();
}
