using System.Buffers;
using System.Globalization;

namespace Usher.Cli.Reports;

/// <summary>
/// Rows as RFC 4180 has them. What users and hosts call themselves cannot become a formula in a spreadsheet: a text that
/// begins like one gets an apostrophe in front.
/// </summary>
internal static class Csv
{
    private const string LineEnd = "\r\n";
    private static readonly SearchValues<char> _quoted = SearchValues.Create(",\"\r\n");
    private static readonly SearchValues<char> _formula = SearchValues.Create("=+-@\t\r\n|%＝＋－＠");

    /// <summary>Writes one row.</summary>
    public static void Write(TextWriter output, params ReadOnlySpan<object?> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0)
                output.Write(',');
            output.Write(Cell(cells[i]));
        }

        output.Write(LineEnd);
    }

    private static string Cell(object? value) => value switch
    {
        null => "",
        string text => Quoted(Harmless(text)),
        DateTimeOffset time => Output.UtcSeconds.Text(time),
        TimeSpan span => Math.Round(span.TotalSeconds).ToString(CultureInfo.InvariantCulture),
        double number => Math.Round(number, 3).ToString(CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Quoted(Harmless(value.ToString() ?? "")),
    };

    private static string Harmless(string text) =>
        text.AsSpan().TrimStart(' ') is { Length: > 0 } start && _formula.Contains(start[0]) ? $"'{text}" : text;

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(_quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
