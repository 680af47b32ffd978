using System.Net;

namespace Usher.Ports.Linux;

/// <summary>A socket as the kernel lists it.</summary>
internal readonly record struct SocketEntry(
    Transport Transport, IPAddress Address, ushort Port, bool IsDualStack, int InterfaceIndex, uint Uid, uint Inode);
