namespace Usher.Ports;

/// <summary>The system's services database: "name port/transport aliases # comment", a line each (services(5)).</summary>
internal static class ServicesFile
{
    /// <summary>Longest file that is read, in bytes; those of all systems together take under 1 MB.</summary>
    public const long BytesMax = 16 * 1024 * 1024;

    /// <summary>Where this system keeps it.</summary>
    public static string Path => OperatingSystem.IsWindows()
        ? System.IO.Path.Combine(Environment.SystemDirectory, "drivers", "etc", "services")
        : "/etc/services";

    /// <summary>Reads what can be read; a file that is missing, too long or locked has no rows.</summary>
    public static IReadOnlyList<PortUse> TryRead(string path)
    {
        try
        {
            return File.Exists(path) && new FileInfo(path).Length <= BytesMax ? Parse(File.ReadAllText(path), path) : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Every line that names a TCP or UDP port; others are passed over, as the C library does.</summary>
    public static IReadOnlyList<PortUse> Parse(string text, string source) =>
        [.. text.Split('\n').Select(line => ParseLine(line, source)).OfType<PortUse>()];

    private static PortUse? ParseLine(string line, string source)
    {
        var comment = line.IndexOf('#', StringComparison.Ordinal);
        var words = (comment < 0 ? line : line[..comment]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || words[1].Split('/') is not [var number, var name]
            || !PortSpan.TryParsePort(number, out var port) || !TransportNames.TryParse(name, out var transport))
            return null;
        return new()
        {
            First = port,
            Last = port,
            Transports = [transport],
            Service = words[0],
            Description = comment < 0 ? string.Join(' ', words[2..]) : line[(comment + 1)..].Trim(),
            Source = source,
        };
    }
}
