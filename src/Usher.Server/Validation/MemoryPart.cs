using System.Runtime.InteropServices;

namespace Usher.Server.Validation;

/// <summary><c>struct iovec</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct MemoryPart(nint Address, nint Length);
