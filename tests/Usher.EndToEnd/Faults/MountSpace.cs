namespace Usher.EndToEnd.Faults;

/// <summary>A mount namespace of the test's own with a small file system at <c>data</c>: what is mounted in it nobody else sees, and it ends with the test.</summary>
internal sealed class MountSpace : IAsyncDisposable
{
    // Prints a line once it is mounted, and lives until its input ends. What 'data' held before is put on the new file system.
    private const string Memory = """mount -t tmpfs -o mode=0700,size="$2" tmpfs "$1" && echo mounted && read line""";
    private const string Disk = """
        dd if=/dev/zero of="$1.img" bs=1M count=24 status=none && mkfs.ext4 -q -F "$1.img" && mount -o loop "$1.img" "$1" \
          && chmod 700 "$1" && rmdir "$1/lost+found" && echo mounted && read line; umount "$1"; rm -f "$1.img"
        """;

    private readonly Command keeper;

    private MountSpace(Stage stage, Command keeper) => (Stage, this.keeper) = (stage, keeper);

    /// <summary>Where the processes of the test see it.</summary>
    public Stage Stage { get; }

    public string Data => Path.Combine(Stage.Home, "data");

    /// <summary>A file system in memory that is soon full.</summary>
    public static Task<MountSpace> OfMemoryAsync(string size) => MakeAsync(Memory, size);

    /// <summary>An ext4 of 24 MiB.</summary>
    public static Task<MountSpace> OfDiskAsync() => MakeAsync(Disk, "");

    /// <summary>Runs a line of shell in it, with the mounted folder as <c>$0</c>.</summary>
    public Task<Ended> ShellAsync(string line) => Stage.RunAsync("sh", "-c", line, Data);

    public async ValueTask DisposeAsync()
    {
        await keeper.Input.WriteLineAsync();
        await keeper.EndAsync();
        await keeper.DisposeAsync();
    }

    private static async Task<MountSpace> MakeAsync(string script, string size)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "a file system of the test's own needs root on Linux");
        var home = Directory.CreateTempSubdirectory("usher-").FullName;
        Directory.CreateDirectory(Path.Combine(home, "data"));
        var keeper = Command.Start(home, "unshare", "-m", "--propagation", "private", "sh", "-c", script, "sh", Path.Combine(home, "data"), size);
        if (await keeper.ReadLineAsync() != "mounted")
            Assert.Skip($"no file system of the test's own to be had: {(await keeper.EndAsync()).Error.Trim()}");
        var pid = keeper.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new MountSpace(new Stage(home, "nsenter", "-t", pid, "-m"), keeper);
    }
}
