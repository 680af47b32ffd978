using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Usher.Server.Validation;

/// <summary>The two calls of Linux that take many datagrams at once; recvmmsg(2), sendmmsg(2).</summary>
internal static class LinuxMessages
{
    /// <summary>MSG_WAITFORONE: waits for the first, and not for another.</summary>
    internal const int WaitForOne = 0x10000;

    /// <summary>MSG_DONTWAIT.</summary>
    internal const int DoNotWait = 0x40;

    [DllImport("libc", EntryPoint = "recvmmsg", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    internal static extern int Receive(SafeSocketHandle socket, ref MessageSlot slots, uint count, int flags, nint noTimeout);

    [DllImport("libc", EntryPoint = "sendmmsg", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    internal static extern int Send(SafeSocketHandle socket, ref MessageSlot slots, uint count, int flags);

    /// <summary>Why the last call failed.</summary>
    internal static SocketException LastError() =>
        new((int)SocketError.SocketError, Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));
}
