using System.Diagnostics;

namespace Usher.Journal.Tests.Sqlite;

/// <summary>A file system of a few megabytes. Needs Linux and root; elsewhere the test is skipped.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    public static async Task<SmallDisk> MountAsync(string parent, int megabytes)
    {
        var path = System.IO.Path.Combine(parent, "disk");
        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsLinux() || !await RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", path))
            Assert.Skip("mounting a small disk needs Linux and root");
        return new SmallDisk(path);
    }

    public async Task MakeReadOnlyAsync() => Assert.True(await RunAsync("mount", "-o", "remount,ro", Path));

    public async Task MakeWritableAsync() => Assert.True(await RunAsync("mount", "-o", "remount,rw", Path));

    public void Dispose() => RunAsync("umount", "-l", Path).GetAwaiter().GetResult();

    private static async Task<bool> RunAsync(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
