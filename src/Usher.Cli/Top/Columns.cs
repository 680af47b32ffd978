namespace Usher.Cli.Top;

/// <summary>Rows under headings, aligned; no lines, no colors.</summary>
/// <param name="headings">A leading '>' aligns the column to the right.</param>
internal sealed class Columns(params string[] headings)
{
    private readonly List<string[]> _rows = [[.. headings.Select(heading => heading.TrimStart('>'))]];

    /// <summary>Adds a row, as many cells as headings.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>The headings and the rows.</summary>
    public IEnumerable<string> Lines()
    {
        var widths = headings.Select((_, i) => _rows.Max(row => row[i].Length)).ToList();
        return _rows.Select(row => string.Join("  ", row.Select((cell, i) => headings[i][0] == '>' ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd());
    }
}
