using System.CommandLine;

namespace Usher.Cli.CommandLine;

/// <summary>The help of one command: what, usage, arguments, options, notes, examples.</summary>
internal static class HelpPage
{
    /// <summary>Columns of a page.</summary>
    private const int Width = 100;

    /// <summary>A left column is not wider than this; a longer entry puts its text on the next line.</summary>
    private const int LeftMax = 30;

    /// <summary>Writes it.</summary>
    public static void Write(VerbCommand command, TextWriter output)
    {
        output.WriteLine(command.Description);
        output.WriteLine();
        output.WriteLine($"Usage: {Usage(command)}");
        Section(output, "Commands", command.Subcommands.Where(IsShown).Select(one => (one.Name, one.Description)));
        Section(output, "Arguments", command.Arguments.Where(IsShown).Select(one => (one.Name, one.Description)));
        Section(output, "Options", command.Options.Where(IsShown).Select(one => (Label(one), one.Description)));
        if (command.Notes.Count > 0)
            output.WriteLine();
        foreach (var note in command.Notes)
            output.WriteLine(note);
        Examples(command, output);
        if (command.Subcommands.Count > 0)
            output.WriteLine($"\n'{Path(command)} COMMAND --help' explains a command.");
    }

    /// <summary>The words that lead to a command, from 'usher' on.</summary>
    public static string Path(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent and not RootCommand
            ? $"{Path(parent)} {command.Name}"
            : command is RootCommand ? "usher" : $"usher {command.Name}";

    private static bool IsShown(Symbol symbol) => !symbol.Hidden;

    private static string Usage(Command command)
    {
        var words = new List<string> { Path(command) };
        if (command.Subcommands.Count > 0)
            words.Add("COMMAND");
        words.AddRange(command.Arguments.Where(one => IsShown(one) && one.Name != RunWords).Select(Word));
        words.AddRange(command.Options.Where(one => one.Required).Select(one => $"{one.Name} {Value(one)}"));
        words.Add("[OPTIONS]");
        words.AddRange(command.Arguments.Where(one => one.Name == RunWords).Select(one => $"-- {one.Name}…"));
        return string.Join(' ', words);
    }

    /// <summary>The argument that stands behind "--".</summary>
    public const string RunWords = "COMMAND";

    private static string Word(Argument argument)
    {
        var word = argument.Arity.MaximumNumberOfValues > 1 ? $"{argument.Name}…" : argument.Name;
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{word}]" : word;
    }

    private static string Label(Option option)
    {
        var names = string.Join(", ", option.Aliases.Append(option.Name).OrderBy(name => name.Length));
        return Value(option) is { Length: > 0 } value ? $"{names} {value}" : names;
    }

    private static string Value(Option option) =>
        option.Arity.MaximumNumberOfValues == 0 || option.ValueType == typeof(bool) ? ""
        : option.HelpName ?? option.Name.TrimStart('-').ToUpperInvariant();

    private static void Section(TextWriter output, string title, IEnumerable<(string Left, string? Right)> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
            return;
        var left = Math.Min(LeftMax, all.Max(row => row.Left.Length));
        output.WriteLine($"\n{title}:");
        foreach (var row in all)
            Row(output, row.Left, row.Right ?? "", left);
    }

    private static void Row(TextWriter output, string left, string right, int width)
    {
        var lines = Wrap(right, Width - width - 4).ToList();
        var first = left.Length <= width ? $"  {left.PadRight(width)}  {lines[0]}" : $"  {left}";
        output.WriteLine(first.TrimEnd());
        foreach (var line in left.Length <= width ? lines.Skip(1) : lines)
            output.WriteLine($"{new string(' ', width + 4)}{line}");
    }

    private static IEnumerable<string> Wrap(string text, int width)
    {
        while (text.Length > width)
        {
            var cut = text.LastIndexOf(' ', width);
            cut = cut > 0 ? cut : width;
            yield return text[..cut];
            text = text[cut..].TrimStart();
        }

        yield return text;
    }

    private static void Examples(VerbCommand command, TextWriter output)
    {
        if (command.Examples.Count == 0)
            return;
        output.WriteLine("\nExamples:");
        foreach (var example in command.Examples)
        {
            output.WriteLine($"  # {example.Meaning}");
            output.WriteLine($"  {example.Line}");
        }
    }
}
