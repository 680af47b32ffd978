using System.Text.RegularExpressions;

namespace Usher.Tidy.Rules;

/// <summary>Methods and files that have grown large. They are named, so that somebody looks; nothing fails.</summary>
internal static partial class SizeReport
{
    public const int MethodLinesMax = 70;
    public const int FileLinesMax = 500;

    public static IEnumerable<string> LargeFiles(SourceFile file) => file.IsCSharp && file.Lines.Count > FileLinesMax
        ? [$"{file.Path}: {file.Lines.Count} lines"]
        : [];

    /// <summary>Every brace block directly inside a type counts as a method, so a property does too.</summary>
    public static IEnumerable<string> LargeMethods(SourceFile file)
    {
        if (!file.IsCSharp)
            yield break;
        var open = new Stack<(bool IsType, int Start)>();
        foreach (Match brace in Braces().Matches(file.Code))
        {
            if (brace.Value == "{")
            {
                open.Push(Block(file, brace.Index));
                continue;
            }

            if (!open.TryPop(out var block) || block.IsType || !(open.TryPeek(out var outer) && outer.IsType))
                continue;
            var lines = file.LineAt(brace.Index) - file.LineAt(block.Start) + 1;
            if (lines > MethodLinesMax)
                yield return $"{file.At(block.Start)}: a method of {lines} lines";
        }
    }

    private static (bool IsType, int Start) Block(SourceFile file, int brace)
    {
        var start = file.Code.LastIndexOfAny([';', '{', '}'], Math.Max(brace - 1, 0)) + 1;
        while (start < brace && char.IsWhiteSpace(file.Code[start]))
            start++;
        return (TypeHeader().IsMatch(file.Code[start..brace]), start);
    }

    [GeneratedRegex("[{}]")]
    private static partial Regex Braces();

    [GeneratedRegex(@"(^|\s)(class|struct|interface|record|enum|namespace)\s+\w")]
    private static partial Regex TypeHeader();
}
