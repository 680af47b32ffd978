using System.Runtime.InteropServices;

namespace Usher.Server.Validation;

/// <summary><c>struct msghdr</c> with one part and nothing beside the message.</summary>
[StructLayout(LayoutKind.Sequential)]
internal record struct MessageHeader(nint Name, nint Parts)
{
    public nint Name = Name;
    public uint NameLength;
    public nint Parts = Parts;
    public nint PartCount = 1;
    public nint Control;
    public nint ControlLength;
    public int Flags;
}
