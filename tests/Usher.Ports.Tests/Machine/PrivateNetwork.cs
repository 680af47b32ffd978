using System.Runtime.InteropServices;

namespace Usher.Ports.Tests;

/// <summary>A network namespace of a test's own, in which nobody else listens. On Linux it belongs to a thread.</summary>
internal static class PrivateNetwork
{
    private const int CloneNewNet = 0x40000000;

    /// <summary>Runs something in a new one. Sockets it opens and programs it starts are in there too.</summary>
    public static void Run(Action act)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "a network namespace needs root on Linux");
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                Assert.True(unshare(CloneNewNet) == 0, $"no network namespace to be had: error {Marshal.GetLastPInvokeError()}");
                Command.Run("ip", "link", "set", "lo", "up");
                act();
            }
            catch (Exception error)
            {
                failure = error;
            }
        });
        thread.Start();
        thread.Join();
        if (failure is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
    }

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int unshare(int flags);
}
