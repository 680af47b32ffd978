using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Usher.Server.Identity;

/// <summary>
/// Which user is at the other end of a Unix socket; the one place that asks the system. Linux and macOS answer. Where
/// the system does not (Windows), the folder's access list is what keeps others out.
/// </summary>
internal static class PeerUser
{
    /// <summary>The superuser: may do anything on the machine anyway.</summary>
    internal const uint Root = 0;

    // Linux: SOL_SOCKET, SO_PEERCRED; struct ucred { pid_t pid; uid_t uid; gid_t gid; }
    private const int LinuxLevel = 1, LinuxOption = 17, LinuxBytes = 12;

    // macOS: SOL_LOCAL, LOCAL_PEERCRED; struct xucred { u_int version; uid_t uid; short ngroups; gid_t groups[16]; }
    private const int MacLevel = 0, MacOption = 1, MacBytes = 76;

    /// <summary>The offset of uid in either.</summary>
    private const int UserAt = 4;

    /// <summary>The peer's user id; null where the system does not tell.</summary>
    internal static uint? Of(Socket socket)
    {
        if (OperatingSystem.IsLinux())
            return Ask(socket, LinuxLevel, LinuxOption, LinuxBytes);
        return OperatingSystem.IsMacOS() ? Ask(socket, MacLevel, MacOption, MacBytes) : null;
    }

    /// <summary>The user that runs this process; null where the system has no such number.</summary>
    internal static uint? Own => OperatingSystem.IsWindows() ? null : GetEffectiveUser();

    /// <summary>Whether a peer may administer this server.</summary>
    internal static bool IsOwner(uint? peer) => peer == Own || peer == Root;

    private static uint Ask(Socket socket, int level, int option, int length)
    {
        Span<byte> answer = stackalloc byte[length];
        socket.GetRawSocketOption(level, option, answer);
        return BitConverter.ToUInt32(answer[UserAt..]);
    }

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern uint GetEffectiveUser();
}
