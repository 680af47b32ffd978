using Usher.Server.Identity;
using Usher.Server.Management;
using Usher.Server.Tests.Hosting;

namespace Usher.Server.Tests.Identity;

public sealed class FolderLockTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_is_locked_by_one_server_until_that_lets_go()
    {
        using (var first = DataFolder.Lock(folder.Path))
        {
            first.Announce(new RunningServer(4711, "0.1.0", DateTimeOffset.UnixEpoch, ["host:1203"], "x"));
            var fault = Fault(folder.Path);
            Assert.Equal(ServerCodes.FolderInUse, fault.Code);
            Assert.Contains("process 4711, on host:1203", fault.Message, StringComparison.Ordinal);
        }

        using var second = DataFolder.Lock(folder.Path);
        Assert.Equal(folder.Path, second.Path);
    }

    [Fact]
    public void What_a_killed_server_left_behind_keeps_nobody_out()
    {
        File.WriteAllText(folder["lock"], "");
        File.WriteAllText(folder[RunningServer.FileName], "{ not json");
        using var held = DataFolder.Lock(folder.Path);
        Assert.Null(RunningServer.Read(folder.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void A_folder_without_a_name_is_refused(string name) => Assert.Equal(ServerCodes.FolderUnusable, Fault(name).Code);

    [Fact]
    public void A_file_is_no_folder()
    {
        File.WriteAllText(folder["file"], "");
        Assert.Equal(ServerCodes.FolderUnusable, Fault(folder["file"]).Code);
    }

    private static ServerFault Fault(string path) => Assert.Single(Assert.Throws<ServerStartException>(() => DataFolder.Lock(path)).Faults);
}
