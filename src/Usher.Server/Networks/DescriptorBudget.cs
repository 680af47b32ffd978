using System.Globalization;

namespace Usher.Server.Networks;

/// <summary>
/// How many connections the process has file descriptors for. A process that has none left can neither turn a connection
/// away nor read its journal nor load its own code, so connections end before that.
/// </summary>
/// <param name="Descriptors">How many the process may have.</param>
/// <param name="InUse">How many it has before it listens.</param>
internal sealed record DescriptorBudget(int Descriptors, int InUse)
{
    /// <summary>Never given to connections: the journal and its readers, files, what the runtime loads later.</summary>
    internal const int Kept = 128;

    /// <summary>Connections that may be there only to be turned away, at most.</summary>
    internal const int LeavingMax = 64;

    /// <summary>One part of so many is management's, the others are for seats.</summary>
    internal const int Parts = 8;

    private const int LeastForConnections = 2 * Parts;
    private const string LimitsFile = "/proc/self/limits";
    private const string LimitLine = "Max open files";
    private const string OpenFolder = "/proc/self/fd";

    /// <summary>Connections of all kinds at once, those that are turned away among them.</summary>
    internal int AtOnce { get; } = Math.Max(LeastForConnections, Descriptors - InUse - Kept);

    private int Part => (AtOnce - Math.Min(LeavingMax, AtOnce / Parts)) / Parts;

    /// <summary>Of this process, now. The most there is where the system tells nothing.</summary>
    /// <remarks>The runtime raises the soft limit to the hard one when it starts.</remarks>
    internal static DescriptorBudget OfThisProcess()
    {
        try
        {
            var line = OperatingSystem.IsLinux()
                ? File.ReadLines(LimitsFile).FirstOrDefault(line => line.StartsWith(LimitLine, StringComparison.Ordinal))
                : null;
            return line is not null && int.TryParse(
                line[LimitLine.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], NumberStyles.None, CultureInfo.InvariantCulture, out var most)
                ? new(most, Directory.EnumerateFileSystemEntries(OpenFolder).Count())
                : new(int.MaxValue, 0);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new(int.MaxValue, 0);
        }
    }

    /// <summary>Most connections for seats, of which <c>Seats:ConnectionsMax</c> wants so many.</summary>
    internal int ForSeats(int wanted) => Math.Min(wanted, Part * (Parts - 1));

    /// <summary>Most connections to management, of which <c>Access:ConnectionsMax</c> wants so many.</summary>
    internal int ForManagement(int wanted) => Math.Min(wanted, Part);
}
