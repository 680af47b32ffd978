using System.Text.RegularExpressions;

namespace Usher.Tidy.Rules;

/// <summary>What holds for every text file, whatever is in it. Each rule returns one sentence per fault, "path:line: what".</summary>
internal static partial class TextRules
{
    private static readonly string[] _codeEndings =
        [".cs", ".proto", ".sql", ".ts", ".tsx", ".js", ".c", ".h", ".py", ".sh", ".csproj", ".props", ".targets"];

    private static readonly string[] _scripts = ["usher", "test", ".ci/run"];

    /// <summary>Whether tabs are part of a file's own syntax.</summary>
    private static bool NeedsTabs(SourceFile file) => file.Name is "Makefile" or ".gitmodules";

    /// <summary>Files whose very content, byte for byte, is the point, or that a tool writes.</summary>
    private static bool IsVerbatim(SourceFile file) =>
        file.Name is "LICENSE" or "packages.lock.json" || file.Path.EndsWith(".lic", StringComparison.Ordinal)
        || file.Path.Contains("/vectors/", StringComparison.Ordinal);

    public static IEnumerable<string> WhiteSpace(SourceFile file)
    {
        if (file.Text.Length == 0 || IsVerbatim(file))
            yield break;
        if (file.Text.Contains('\r'))
            yield return $"{file.Path}: has CR line ends; use LF";
        if (!file.Text.EndsWith('\n'))
            yield return $"{file.Path}: ends without a newline";
        if (file.Text.EndsWith("\n\n", StringComparison.Ordinal))
            yield return $"{file.Path}: ends with an empty line";
        for (var i = 0; i < file.Lines.Count; i++)
        {
            if (file.Lines[i].Contains('\t') && !NeedsTabs(file))
                yield return $"{file.Path}:{i + 1}: tab";
            if (file.Lines[i].EndsWith(' '))
                yield return $"{file.Path}:{i + 1}: trailing white space";
        }
    }

    /// <summary>A note for later belongs into an issue; the comment names it: <c>TODO(#12)</c>.</summary>
    public static IEnumerable<string> UnfiledNotes(SourceFile file) => IsCode(file)
        ? UnfiledNote().Matches(file.Text).Select(match => $"{file.At(match.Index)}: '{match.Value}' without an issue, as in {match.Value}(#12)")
        : [];

    /// <summary>Paths and addresses that hold on one machine only.</summary>
    public static IEnumerable<string> MachineTraces(SourceFile file) =>
        MachinePath().Matches(file.Text).Concat(RegistryAddress().Matches(file.Text))
            .Select(match => $"{file.At(match.Index)}: '{match.Value}' means something on one machine only");

    /// <summary>Nothing that is built or run may lean on files outside the repository.</summary>
    public static IEnumerable<string> OutsideReferences(SourceFile file) => IsCode(file) && !file.IsCSharp
        ? Outside().Matches(file.Text).Where(match => Escapes(file, match.Groups["up"].Value))
            .Select(match => $"{file.At(match.Index)}: '{match.Value}' is outside the repository")
        : [];

    private static bool IsCode(SourceFile file) =>
        _scripts.Contains(file.Path) || _codeEndings.Any(ending => file.Path.EndsWith(ending, StringComparison.Ordinal));

    private static bool Escapes(SourceFile file, string up) => up.Length / 3 > file.Path.Count(letter => letter == '/');

    [GeneratedRegex(@"\b(TO[D]O|FIX[M]E|HAC[K])\b(?!\(#\d+\))")]
    private static partial Regex UnfiledNote();

    [GeneratedRegex(@"(?<![\w.~$}-])/(work|root)/")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"https?://[\w.-]*(nuget\.org|npmjs\.(org|com)|debian\.org|ubuntu\.com|pypi\.org|crates\.io|golang\.org)")]
    private static partial Regex RegistryAddress();

    [GeneratedRegex(@"(?<up>(\.\./)+)\w[\w./-]*")]
    private static partial Regex Outside();
}
