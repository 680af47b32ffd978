using System.ComponentModel;
using System.Diagnostics;

namespace Usher.Ports;

/// <summary>What .NET tells about a process, where the system has no /proc.</summary>
internal static class RunningProcess
{
    /// <summary>Adds the executable and the start, if this user may see them.</summary>
    public static SocketOwner Complete(SocketOwner owner)
    {
        try
        {
            using var process = Process.GetProcessById(owner.Pid);
            return owner with
            {
                Process = owner.Process.Length > 0 ? owner.Process : process.ProcessName,
                Executable = process.MainModule?.FileName,
                StartedAt = process.StartTime.ToUniversalTime(),
            };
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or Win32Exception or NotSupportedException)
        {
            return owner; // It has ended, or belongs to somebody else.
        }
    }
}
