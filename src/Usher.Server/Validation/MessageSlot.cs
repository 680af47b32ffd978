using System.Runtime.InteropServices;

namespace Usher.Server.Validation;

/// <summary><c>struct mmsghdr</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct MessageSlot
{
    public MessageHeader Header;
    public uint Length;
}
