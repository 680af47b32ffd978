using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Usher.Cli.Children;

/// <summary>The few calls to the system that .NET has no name for.</summary>
internal static class SystemCalls
{
    /// <summary>Hang-up: the terminal went away.</summary>
    internal const int SigHup = 1;

    /// <summary>Ctrl-C.</summary>
    internal const int SigInt = 2;

    /// <summary>Ctrl-\.</summary>
    internal const int SigQuit = 3;

    /// <summary>Please end.</summary>
    internal const int SigTerm = 15;

    /// <summary>Sends a signal to a process; 0 if it could.</summary>
    [UnsupportedOSPlatform("windows")]
    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern int Kill(int process, int signal);

    /// <summary>Starts a session of its own, without a terminal, that outlives the one it was started from; negative if it could not.</summary>
    [UnsupportedOSPlatform("windows")]
    [DllImport("libc", EntryPoint = "setsid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern int NewSession();

    /// <summary>The process group of this process.</summary>
    [UnsupportedOSPlatform("windows")]
    [DllImport("libc", EntryPoint = "getpgrp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern int OwnGroup();

    /// <summary>The process group in front of the terminal that a descriptor is; negative if it is none.</summary>
    [UnsupportedOSPlatform("windows")]
    [DllImport("libc", EntryPoint = "tcgetpgrp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern int GroupInFront(int descriptor);

    /// <summary>Whether Ctrl-C at a terminal reaches this process, and with it the children of its group.</summary>
    [UnsupportedOSPlatform("windows")]
    internal static bool HearsTerminal()
    {
        var own = OwnGroup();
        return Enumerable.Range(0, 3).Any(descriptor => GroupInFront(descriptor) == own);
    }
}
