using System.Text;

namespace Usher.Licensing;

/// <summary>
/// CSV as RFC 4180 has it: commas, LF or CRLF, fields in double quotes may hold commas, line ends and doubled quotes.
/// Strict: a stray quote is an error, not a guess.
/// </summary>
internal sealed class CsvReader(string text)
{
    private const string QuoteAll = "put the whole field into quotes, and double the quotes inside it";

    private int _at;
    private int _line = 1;
    private int _column = 1;

    /// <summary>What stopped the reading, with line and column; null if it came to the end.</summary>
    internal LicenseFault? Fault { get; private set; }

    /// <summary>The records, without empty lines, up to the end or the first fault.</summary>
    internal IEnumerable<CsvRow> Rows()
    {
        while (_at < text.Length && Fault is null)
        {
            var row = Row();
            if (Fault is null && row.Cells is not [""])
                yield return row;
        }
    }

    private CsvRow Row()
    {
        var line = _line;
        var cells = new List<string>();
        do
        {
            cells.Add(Peek == '"' ? Quoted() : Bare());
        }
        while (Fault is null && Skip(','));
        if (Fault is null && _at < text.Length && !SkipLineEnd())
            Stop("there is text after the closing quote", QuoteAll);
        return new CsvRow(line, cells);
    }

    private char? Peek => _at < text.Length ? text[_at] : null;

    private string Bare()
    {
        var from = _at;
        while (Peek is not (null or ',' or '\n' or '\r'))
        {
            if (Peek == '"')
                Stop("there is a quote inside a field that does not begin with one", QuoteAll);
            Advance();
        }
        return text[from.._at];
    }

    private string Quoted()
    {
        var cell = new StringBuilder();
        var (line, column) = (_line, _column);
        Advance();
        while (Peek is { } next)
        {
            Advance();
            if (next == '"' && !Skip('"'))
                return cell.ToString();
            cell.Append(next);
        }
        (_line, _column) = (line, column);
        Stop("the quote that begins here is never closed", "close it");
        return "";
    }

    private bool SkipLineEnd()
    {
        if (Peek == '\r' && _at + 1 < text.Length && text[_at + 1] == '\n')
            _at++;
        return Skip('\n');
    }

    private bool Skip(char wanted)
    {
        if (Peek != wanted)
            return false;
        Advance();
        return true;
    }

    private void Advance()
    {
        _column++;
        if (text[_at++] == '\n')
            (_line, _column) = (_line + 1, 1);
    }

    private void Stop(string what, string cure) => Fault ??= new LicenseFault(
        LicenseCodes.FeatureTable, $"line {_line}, column {_column}: {what}", cure);
}
