namespace Usher.Transcripts;

/// <summary>A text of commands with their expected output; README.md in this folder describes the form.</summary>
/// <param name="Blocks">In the order they run.</param>
/// <param name="After">Comments below the last command.</param>
internal sealed record Transcript(IReadOnlyList<Block> Blocks, IReadOnlyList<string> After)
{
    private const string CommandMark = "$ ";
    private const string ContinuationMark = "> ";
    private const string CommentMark = "# ";
    private const string ExitMark = "? ";

    /// <exception cref="FormatException">Output before the first command, or an exit code that is no number.</exception>
    public static Transcript Parse(string text)
    {
        var reader = new TranscriptReader(text.TrimEnd('\n').Split('\n'));
        var blocks = new List<Block>();
        var before = reader.TakeWhile(IsLayout);
        while (reader.Next is { } line)
        {
            if (!line.StartsWith(CommandMark, StringComparison.Ordinal))
                throw new FormatException($"line {reader.Line}: '{line}' belongs to no command; commands start with '$ '");
            blocks.Add(ParseBlock(reader, before));
            before = reader.TakeWhile(IsLayout);
        }

        return new(blocks, before);
    }

    /// <summary>The file's text again. <see cref="Parse"/> of it gives the same transcript.</summary>
    public override string ToString() => string.Join('\n', Blocks.SelectMany(Format).Concat(After)).TrimEnd('\n') + "\n";

    private static Block ParseBlock(TranscriptReader reader, IReadOnlyList<string> before)
    {
        var line = reader.Line;
        var command = reader.Take()[CommandMark.Length..];
        foreach (var more in reader.TakeWhile(text => text.StartsWith(ContinuationMark, StringComparison.Ordinal) || text == ">"))
            command += "\n" + (more.Length > 1 ? more[ContinuationMark.Length..] : "");
        var output = reader.TakeOutput(IsMark).Select(Unescape).ToList();
        var exitCode = reader.TakeWhile(text => text.StartsWith(ExitMark, StringComparison.Ordinal)).Select(ParseExitCode).SingleOrDefault();
        return new(line, command, output, exitCode, before);
    }

    private static IEnumerable<string> Format(Block block)
    {
        string[] exit = block.ExitCode == 0 ? [] : [$"{ExitMark}{block.ExitCode}"];
        return [.. block.Before, CommandMark + block.Command.ReplaceLineEndings("\n" + ContinuationMark).Replace("\n> \n", "\n>\n", StringComparison.Ordinal),
            .. block.Output.Select(Escape), .. exit];
    }

    private static int ParseExitCode(string line) => int.TryParse(line[ExitMark.Length..], out var code) && code is > 0 and < 256
        ? code
        : throw new FormatException($"'{line}': an exit code is 1 to 255");

    private static bool IsLayout(string line) => line.Length == 0 || line == "#" || line.StartsWith(CommentMark, StringComparison.Ordinal);

    private static bool IsMark(string line) => line == "#" || line is [('$' or '?' or '>' or '#'), ' ', ..];

    private static string Escape(string output) => IsMark(output) || output.StartsWith('\\') ? "\\" + output : output;

    private static string Unescape(string line) => line.StartsWith('\\') ? line[1..] : line;
}
