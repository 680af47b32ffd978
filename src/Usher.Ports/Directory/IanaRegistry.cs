namespace Usher.Ports;

/// <summary>
/// IANA's "Service Name and Transport Protocol Port Number Registry" as CSV. The columns are found by their headings:
/// Service Name, Port Number, Transport Protocol, Description.
/// </summary>
internal static class IanaRegistry
{
    /// <summary>Longest file that is read, in bytes; the registry has a little over 1 MB.</summary>
    public const long BytesMax = 16 * 1024 * 1024;

    private static readonly string[] Columns = ["Service Name", "Port Number", "Transport Protocol", "Description"];

    /// <summary>Reads the file.</summary>
    /// <exception cref="PortsException">It cannot be read or has not those columns (USH7002).</exception>
    public static IReadOnlyList<PortUse> Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > BytesMax)
                throw Bad(path, $"is longer than {BytesMax} bytes");
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Bad(path, $"cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Every row with a port and TCP or UDP. Rows without, which reserve a name or another transport, are passed over.</summary>
    /// <exception cref="PortsException">A column is missing (USH7002).</exception>
    public static IReadOnlyList<PortUse> Parse(string text, string source)
    {
        var rows = Csv.Read(text).Select(row => row.Fields).ToList();
        var headings = rows.Count == 0 ? [] : rows[0].Select(heading => heading.Trim('\uFEFF', ' ')).ToList();
        var places = Array.ConvertAll(Columns, column => headings.IndexOf(column));
        if (Array.IndexOf(places, -1) is >= 0 and var missing)
            throw Bad(source, $"has no column '{Columns[missing]}'");
        return [.. rows.Skip(1).Where(row => row.Count > places.Max())
            .Select(row => ParseRow(Array.ConvertAll(places, place => row[place]), source)).OfType<PortUse>()];
    }

    private static PortUse? ParseRow(string[] row, string source) =>
        PortSpan.TryParse(row[1], out var first, out var last) && TransportNames.TryParse(row[2], out var transport) && row[0].Length > 0
            ? new()
            {
                First = first,
                Last = last,
                Transports = [transport],
                Service = row[0],
                Description = string.Join(' ', row[3].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
                Source = source,
            }
            : null;

    private static PortsException Bad(string path, string what, Exception? inner = null) => new(
        PortsCodes.BadList, $"the IANA registry {path} {what}",
        "give the file service-names-port-numbers.csv as IANA publishes it, UTF-8 with its line of headings", inner);
}
