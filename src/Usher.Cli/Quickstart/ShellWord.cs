namespace Usher.Cli.Quickstart;

/// <summary>Text that a shell is to take as it is.</summary>
internal static class ShellWord
{
    private const string Harmless = "/._-+:";

    /// <summary>One word of a line, in quotes where it needs them.</summary>
    public static string Of(string text) =>
        text.Length > 0 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || Harmless.Contains(letter, StringComparison.Ordinal))
            ? text
            : $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
