namespace Usher.Tidy;

/// <summary>One text file of the repository.</summary>
/// <param name="Path">Relative to the repository's root, with forward slashes.</param>
/// <param name="Text">The whole content.</param>
public sealed record SourceFile(string Path, string Text)
{
    /// <summary>The content without line ends; a final newline makes no extra line.</summary>
    public IReadOnlyList<string> Lines { get; } = Text.TrimEnd('\n').Split('\n');

    /// <summary>The content with comments and the insides of strings blanked out; line numbers stay the same.</summary>
    public string Code => _code ??= CSharpText.Blank(Text);

    private string? _code;

    public bool IsCSharp => Path.EndsWith(".cs", StringComparison.Ordinal);

    public bool IsTest => Path.StartsWith("tests/", StringComparison.Ordinal);

    public bool Ships => Path.StartsWith("src/", StringComparison.Ordinal) || Path.StartsWith("bench/", StringComparison.Ordinal);

    /// <summary>The file's own name, without folders.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>"path:line" of a position in the text, as editors open it.</summary>
    public string At(int position) => $"{Path}:{LineAt(position)}";

    /// <summary>The 1-based line of a position in the text.</summary>
    public int LineAt(int position) => Text.AsSpan(0, position).Count('\n') + 1;
}
