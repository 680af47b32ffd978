using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Usher.Ports.Linux;

/// <summary>A netlink socket to the kernel's socket diagnosis. Needs no privilege.</summary>
internal sealed class NetlinkSocket : IDisposable
{
    private const int AfNetlink = 16, SockRawCloseOnExec = 3 | 0x80000, NetlinkSockDiag = 4;

    private readonly SafeSocketHandle _handle;

    private NetlinkSocket(SafeSocketHandle handle) => _handle = handle;

    /// <summary>Opens one; null where the kernel or a sandbox has none to give.</summary>
    public static NetlinkSocket? TryOpen()
    {
        var descriptor = socket(AfNetlink, SockRawCloseOnExec, NetlinkSockDiag);
        return descriptor < 0 ? null : new(new SafeSocketHandle(descriptor, ownsHandle: true));
    }

    /// <summary>Sends one datagram to the kernel.</summary>
    public bool TrySend(ReadOnlySpan<byte> datagram) =>
        send(_handle, ref MemoryMarshal.GetReference(datagram), datagram.Length, 0) == datagram.Length;

    /// <summary>Takes one datagram; 0 or less when there is none. The kernel answers while it is asked, so this does not wait.</summary>
    public int Receive(Span<byte> buffer) => (int)recv(_handle, ref MemoryMarshal.GetReference(buffer), buffer.Length, 0);

    /// <inheritdoc />
    public void Dispose() => _handle.Dispose();

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int socket(int domain, int type, int protocol);

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern nint send(SafeSocketHandle descriptor, ref byte buffer, nint length, int flags);

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern nint recv(SafeSocketHandle descriptor, ref byte buffer, nint length, int flags);
}
