using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Usher.Cli.Children;

/// <summary>The few calls to the system that .NET has no name for.</summary>
[UnsupportedOSPlatform("windows")]
internal static class SystemCalls
{
    /// <summary>Sends a signal to a process; 0 if it could.</summary>
    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern int Kill(int process, int signal);

    /// <summary>Starts a session of its own, without a terminal, that outlives the one it was started from; negative if it could not.</summary>
    [DllImport("libc", EntryPoint = "setsid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern int NewSession();

    /// <summary>The process group of this process.</summary>
    [DllImport("libc", EntryPoint = "getpgrp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern int OwnGroup();

    /// <summary>The process group in front of the terminal that a descriptor is; negative if it is none.</summary>
    [DllImport("libc", EntryPoint = "tcgetpgrp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern int GroupInFront(int descriptor);

    /// <summary>Whether Ctrl-C at a terminal reaches this process, and with it the children of its group.</summary>
    internal static bool HearsTerminal()
    {
        var own = OwnGroup();
        return Enumerable.Range(0, 3).Any(descriptor => GroupInFront(descriptor) == own);
    }
}
