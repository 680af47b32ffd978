using System.Globalization;

namespace Usher.Server.Networks;

/// <summary>
/// How many connections the process has file descriptors for. A server that has none left can neither turn a connection
/// away nor read its journal, so doors close before that.
/// </summary>
internal static class DescriptorBudget
{
    /// <summary>Not given to connections: the journal and its readers, listeners, the runtime, connections on their way out.</summary>
    internal const int Kept = 192;

    /// <summary>Of the rest, one part is management's and the others are for seats.</summary>
    internal const int Parts = 8;

    private const string LimitsFile = "/proc/self/limits";
    private const string LimitLine = "Max open files";

    /// <summary>Most connections for seats, 1 and up.</summary>
    /// <param name="descriptors">What the process may have open.</param>
    /// <param name="wanted"><c>Seats:ConnectionsMax</c>.</param>
    internal static int ForSeats(int descriptors, int wanted) => Math.Min(wanted, Math.Max(1, Share(descriptors) * (Parts - 1)));

    /// <summary>Most connections to management, 1 and up.</summary>
    /// <param name="descriptors">What the process may have open.</param>
    /// <param name="wanted"><c>Access:ConnectionsMax</c>.</param>
    internal static int ForManagement(int descriptors, int wanted) => Math.Min(wanted, Math.Max(1, Share(descriptors)));

    /// <summary>What this process may have open; the most there is where the system sets or tells no limit.</summary>
    /// <remarks>The runtime raises the soft limit to the hard one when it starts.</remarks>
    internal static int OfThisProcess()
    {
        try
        {
            var line = OperatingSystem.IsLinux()
                ? File.ReadLines(LimitsFile).FirstOrDefault(line => line.StartsWith(LimitLine, StringComparison.Ordinal))
                : null;
            return line is not null && int.TryParse(
                line[LimitLine.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], NumberStyles.None, CultureInfo.InvariantCulture, out var most)
                ? most
                : int.MaxValue;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return int.MaxValue;
        }
    }

    private static int Share(int descriptors) => (descriptors - Kept) / Parts;
}
