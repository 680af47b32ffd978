using System.Globalization;

namespace Usher.Ports.Linux;

/// <summary>Which processes hold which sockets: the links in /proc/PID/fd that read <c>socket:[inode]</c>.</summary>
internal static class SocketHolders
{
    private const string Link = "socket:[";

    /// <summary>The holders of some sockets, lowest process id first. Processes of other users are only visible to root.</summary>
    public static Dictionary<uint, List<int>> Find(IReadOnlySet<uint> inodes)
    {
        var holders = new Dictionary<uint, List<int>>();
        if (inodes.Count == 0)
            return holders;
        foreach (var pid in Pids().Order())
        {
            foreach (var inode in InodesOf(pid).Where(inodes.Contains).Distinct())
            {
                if (!holders.TryGetValue(inode, out var pids))
                    holders.Add(inode, pids = []);
                pids.Add(pid);
            }
        }

        return holders;
    }

    /// <summary>The inode of a link's target, if it is a socket.</summary>
    public static bool TryParse(ReadOnlySpan<char> target, out uint inode)
    {
        inode = 0;
        return target.StartsWith(Link) && target.EndsWith("]")
            && uint.TryParse(target[Link.Length..^1], NumberStyles.None, CultureInfo.InvariantCulture, out inode);
    }

    private static IEnumerable<int> Pids()
    {
        foreach (var folder in System.IO.Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var pid))
                yield return pid;
        }
    }

    /// <summary>A process may end, or not be ours to look into, at any step.</summary>
    private static List<uint> InodesOf(int pid)
    {
        var inodes = new List<uint>();
        try
        {
            foreach (var descriptor in new DirectoryInfo($"/proc/{pid}/fd").EnumerateFileSystemInfos())
            {
                if (TryParse(descriptor.LinkTarget, out var inode))
                    inodes.Add(inode);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What was seen until now stays true.
        }

        return inodes;
    }
}
