using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace Usher.Ports.Linux;

/// <summary>Reads the links in /proc/PID/fd, without the three system calls and two strings that .NET spends on a link.</summary>
internal static class DescriptorLink
{
    private const int PathBytesMax = 64;

    /// <summary>Reads one link, cut to the length of <paramref name="target"/>.</summary>
    /// <returns>Its length in bytes; 0 when it is gone or not ours to see.</returns>
    public static int Read(int pid, int descriptor, Span<byte> target)
    {
        Span<byte> path = stackalloc byte[PathBytesMax];
        Utf8.TryWrite(path, $"/proc/{pid}/fd/{descriptor}\0", out _);
        return (int)Math.Max(0, readlink(ref MemoryMarshal.GetReference(path), ref MemoryMarshal.GetReference(target), target.Length));
    }

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern nint readlink(ref byte path, ref byte target, nint length);
}
