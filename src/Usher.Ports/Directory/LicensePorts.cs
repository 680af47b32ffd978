using System.Reflection;

namespace Usher.Ports;

/// <summary>Our own table: license-ports.csv, compiled in.</summary>
internal static class LicensePorts
{
    private const string Resource = "license-ports.csv";
    private const string ChosenByAdministrator = "-";

    private static readonly Lazy<IReadOnlyList<PortUse>> Table = new(() => [.. Csv.Read(Text()).Skip(1).Select(row => Parse(row.Fields))]);

    /// <summary>Every row.</summary>
    public static IReadOnlyList<PortUse> All => Table.Value;

    private static PortUse Parse(IReadOnlyList<string> row)
    {
        var isChosen = row[0] == ChosenByAdministrator;
        ushort first = 0, last = 0;
        if (row.Count != 8 || (!isChosen && !PortSpan.TryParse(row[0], out first, out last)))
            throw new InvalidOperationException($"{Resource}: '{string.Join(',', row)}' is no row");
        return new()
        {
            First = isChosen ? null : first,
            Last = isChosen ? null : last,
            Transports = [.. row[1].Split('+').Select(name => TransportNames.TryParse(name, out var transport) ? transport : throw new FormatException(name))],
            Service = row[2].Length > 0 ? row[2] : null,
            Description = row[3],
            Manager = row[4].Length > 0 ? row[4] : null,
            Processes = row[5].Split(' ', StringSplitOptions.RemoveEmptyEntries),
            IsGuarded = row[6] == "yes",
            Source = row[7],
            IsLicense = true,
        };
    }

    private static string Text()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is missing");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
