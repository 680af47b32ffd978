using System.Globalization;

namespace Usher.Ports.Linux;

/// <summary>The part of /proc/PID/stat that matters here: <c>pid (name) state ppid … starttime …</c>.</summary>
/// <param name="Name">May hold blanks and brackets.</param>
/// <param name="Parent">Process id of the parent.</param>
/// <param name="StartTicks">Start, in ticks after the machine's.</param>
internal readonly record struct ProcessStat(string Name, int Parent, ulong StartTicks)
{
    // Counted behind the name: state is 0.
    private const int ParentField = 1, StartField = 19;

    /// <summary>Reads the line. The name ends at the last bracket, because it may hold some itself.</summary>
    public static bool TryParse(string line, out ProcessStat stat)
    {
        stat = default;
        var open = line.IndexOf('(', StringComparison.Ordinal);
        var close = line.LastIndexOf(')');
        if (open < 0 || close < open)
            return false;
        var fields = line[(close + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length <= StartField
            || !int.TryParse(fields[ParentField], NumberStyles.None, CultureInfo.InvariantCulture, out var parent)
            || !ulong.TryParse(fields[StartField], NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            || start > uint.MaxValue * 100ul)
            return false;
        stat = new(line[(open + 1)..close], parent, start);
        return true;
    }
}
