using System.Globalization;
using System.IO.Enumeration;

namespace Usher.Ports.Linux;

/// <summary>Which processes hold which sockets: the links in /proc/PID/fd that read <c>socket:[inode]</c>.</summary>
internal static class SocketHolders
{
    /// <summary>Enough for a socket's link; that of a file may be cut, and is not one either way.</summary>
    private const int LinkBytesMax = 64;

    private static ReadOnlySpan<byte> Link => "socket:["u8;

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
    public static bool TryParse(ReadOnlySpan<byte> target, out uint inode)
    {
        inode = 0;
        return target.StartsWith(Link) && target.EndsWith("]"u8)
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

    /// <summary>A process may end, or not be ours to look into, at any step; what was seen until then stays true.</summary>
    private static List<uint> InodesOf(int pid)
    {
        var inodes = new List<uint>();
        try
        {
            Span<byte> target = stackalloc byte[LinkBytesMax];
            foreach (var descriptor in new FileSystemEnumerable<int>($"/proc/{pid}/fd", Number) { ShouldIncludePredicate = IsNumber })
            {
                if (TryParse(target[..DescriptorLink.Read(pid, descriptor, target)], out var inode))
                    inodes.Add(inode);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return inodes;
        }

        return inodes;
    }

    private static int Number(ref FileSystemEntry entry) => int.Parse(entry.FileName, NumberStyles.None, CultureInfo.InvariantCulture);

    private static bool IsNumber(ref FileSystemEntry entry) => int.TryParse(entry.FileName, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
