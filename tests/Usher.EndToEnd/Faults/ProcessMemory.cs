using System.Globalization;

namespace Usher.EndToEnd.Faults;

/// <summary>What the system says of a process.</summary>
internal static class ProcessMemory
{
    /// <summary>Memory that it has in use, in MiB.</summary>
    public static int ResidentMib(Command process)
    {
        var line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.ProcessId}/status"))
            .First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
    }
}
