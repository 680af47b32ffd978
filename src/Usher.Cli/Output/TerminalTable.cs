using Spectre.Console;

namespace Usher.Cli.Output;

/// <summary>A table for a person at a terminal. Apart from <see cref="Table"/>, so that a pipe never loads Spectre.Console.</summary>
internal static class TerminalTable
{
    /// <summary>Writes it.</summary>
    public static void Write(IReadOnlyList<string> headings, IReadOnlyList<bool> toTheRight, IEnumerable<string[]> rows, Surroundings surroundings)
    {
        var table = new Spectre.Console.Table().Border(TableBorder.Rounded);
        for (var i = 0; i < headings.Count; i++)
            table.AddColumn(Column(headings[i], toTheRight[i]));
        foreach (var row in rows)
            table.AddRow(row.Select(cell => new Text(cell)));
        var terminal = Terminal(surroundings);
        terminal.Profile.Width = surroundings.Width;
        terminal.Write(table);
    }

    private static TableColumn Column(string heading, bool toTheRight) => new(new Text(heading, new Style(decoration: Decoration.Bold)))
    {
        Alignment = toTheRight ? Justify.Right : Justify.Left,
    };

    private static IAnsiConsole Terminal(Surroundings surroundings) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = surroundings.HasColors ? AnsiSupport.Detect : AnsiSupport.No,
        ColorSystem = surroundings.HasColors ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        Out = new AnsiConsoleOutput(surroundings.Output),
    });
}
