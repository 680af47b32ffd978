namespace Usher.Cli.Output;

/// <summary>Rows under headings: with lines and colors for a person, plain aligned columns for a pipe, and where the terminal is too
/// narrow for lines.</summary>
/// <param name="columns">Headings; a leading '>' aligns the column to the right.</param>
internal sealed class Table(params string[] columns)
{
    private const char ToTheRight = '>';

    /// <summary>What a line between two columns takes, with a blank on either side.</summary>
    private const int LineWidth = 3;

    private readonly List<string[]> _rows = [];

    /// <summary>How many rows there are.</summary>
    public int Count => _rows.Count;

    /// <summary>Adds a row, as many cells as columns.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Writes the table to standard output.</summary>
    public void Write(Surroundings surroundings)
    {
        var widths = columns.Select((column, i) => _rows.Select(row => row[i].Length).Append(Heading(column).Length).Max()).ToList();
        if (surroundings.IsOutputTerminal && widths.Sum(width => width + LineWidth) + 1 <= surroundings.Width)
            TerminalTable.Write(columns.Select(Heading).ToList(), columns.Select(IsRight).ToList(), _rows, surroundings);
        else
            WritePlain(surroundings.Output, widths);
    }

    private void WritePlain(TextWriter output, List<int> widths)
    {
        WriteLine(output, columns.Select(Heading).ToArray(), widths);
        foreach (var row in _rows)
            WriteLine(output, row, widths);
    }

    private void WriteLine(TextWriter output, string[] cells, List<int> widths) => output.WriteLine(string.Join("  ", cells.Select(
        (cell, i) => IsRight(columns[i]) ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd());

    private static bool IsRight(string column) => column.StartsWith(ToTheRight);

    private static string Heading(string column) => column.TrimStart(ToTheRight);
}
