using System.Text;

namespace Usher.Ports;

/// <summary>Comma-separated values (RFC 4180): fields in quotes may hold commas, doubled quotes and line ends.</summary>
internal static class Csv
{
    private const char Quote = '"';

    /// <summary>Every record with the number of its first line. Any text can be read; a lone quote runs to the end.</summary>
    public static IEnumerable<(int Line, IReadOnlyList<string> Fields)> Read(string text)
    {
        var position = 0;
        var line = 1;
        while (position < text.Length)
        {
            var start = line;
            var fields = new List<string>();
            do
                fields.Add(ReadField(text, ref position, ref line));
            while (position < text.Length && text[position++] == ',');
            line++;
            if (fields is not [""])
                yield return (start, fields);
        }
    }

    /// <summary>Stops at the comma or the line feed behind the field.</summary>
    private static string ReadField(string text, ref int position, ref int line)
    {
        var field = new StringBuilder();
        var isQuoted = false;
        for (; position < text.Length; position++)
        {
            var letter = text[position];
            if (letter == Quote)
            {
                var isDoubled = isQuoted && position + 1 < text.Length && text[position + 1] == Quote;
                if (isDoubled)
                    field.Append(text[position++]);
                else
                    isQuoted = !isQuoted;
            }
            else if (!isQuoted && letter is ',' or '\n')
            {
                break;
            }
            else
            {
                line += letter == '\n' ? 1 : 0;
                field.Append(letter);
            }
        }

        return field.ToString().TrimEnd('\r');
    }
}
