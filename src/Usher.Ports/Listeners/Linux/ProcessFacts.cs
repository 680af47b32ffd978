using System.Globalization;

namespace Usher.Ports.Linux;

/// <summary>What /proc tells about a process.</summary>
internal sealed class ProcessFacts
{
    /// <summary>Ticks of a second in /proc/PID/stat: USER_HZ, 100 on every architecture that .NET runs on.</summary>
    private const int TicksPerSecond = 100;

    private readonly DateTimeOffset? _bootedAt = BootTime(TryRead("/proc/stat") ?? "");
    private readonly UserNames _users = UserNames.OfSystem();

    /// <summary>Name of a user.</summary>
    public string UserName(uint uid) => _users.NameOf(uid);

    /// <summary>Describes a process; null when it has ended.</summary>
    public SocketOwner? Describe(int pid)
    {
        if (TryRead($"/proc/{pid}/stat") is not { } stat || !ProcessStat.TryParse(stat, out var process))
            return null;
        var place = Cgroup.Parse(TryRead($"/proc/{pid}/cgroup") ?? "");
        return new(pid, process.Name)
        {
            Executable = TryReadLink($"/proc/{pid}/exe"),
            User = Uid(TryRead($"/proc/{pid}/status") ?? "") is { } uid ? UserName(uid) : null,
            StartedAt = _bootedAt?.AddSeconds((double)process.StartTicks / TicksPerSecond),
            Service = place.Service,
            Container = place.Container,
            Parent = TryRead($"/proc/{process.Parent}/stat") is { } parent && ProcessStat.TryParse(parent, out var above) ? above.Name : null,
        };
    }

    /// <summary>When the machine started, from /proc/stat's line "btime SECONDS".</summary>
    internal static DateTimeOffset? BootTime(string stat) => Field(stat, "btime") is { } text
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < uint.MaxValue
        ? DateTimeOffset.FromUnixTimeSeconds(seconds)
        : null;

    /// <summary>The effective user, from /proc/PID/status' line "Uid: real effective saved file".</summary>
    internal static uint? Uid(string status) =>
        uint.TryParse(Field(status, "Uid:", 2), NumberStyles.None, CultureInfo.InvariantCulture, out var uid) ? uid : null;

    private static string? Field(string text, string name, int index = 1) => text.Split('\n')
        .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        .FirstOrDefault(words => words.Length > index && words[0] == name)?[index];

    /// <summary>Reads a file of /proc; null when the process has ended or is not ours to look into.</summary>
    private static string? TryRead(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? TryReadLink(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
