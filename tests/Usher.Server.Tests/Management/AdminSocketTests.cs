using System.Text;
using Usher.Server.Management;
using Usher.Server.Tests.Hosting;

namespace Usher.Server.Tests.Management;

public sealed class AdminSocketTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_socket_is_in_the_data_folder()
    {
        using var socket = AdminSocket.Prepare(folder.Path);
        Assert.Equal(folder["admin.sock"], socket.Path);
        Assert.Equal(socket.Path, AdminSocket.Locate(folder.Path));
    }

    [Fact]
    public void A_socket_of_a_dead_server_is_removed()
    {
        File.WriteAllText(folder["admin.sock"], "");
        using var socket = AdminSocket.Prepare(folder.Path);
        Assert.False(File.Exists(socket.Path));
    }

    [Theory]
    [InlineData(AdminSocket.PathBytesMax, true)]
    [InlineData(AdminSocket.PathBytesMax + 1, false)]
    public void A_path_over_the_limit_of_sockets_gets_a_private_folder_and_a_pointer(int pathBytes, bool isInFolder)
    {
        var deep = FolderWhoseSocketPathHas(pathBytes);
        string elsewhere;
        using (var socket = AdminSocket.Prepare(deep))
        {
            Assert.Equal(isInFolder, Path.GetDirectoryName(socket.Path) == deep);
            Assert.Equal(socket.Path, AdminSocket.Locate(deep));
            Assert.True(Encoding.UTF8.GetByteCount(socket.Path) <= AdminSocket.PathBytesMax);
            elsewhere = Path.GetDirectoryName(socket.Path)!;
            if (!isInFolder && !OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(elsewhere) & (UnixFileMode.OtherRead | UnixFileMode.GroupRead));
        }

        Assert.Equal(isInFolder, Directory.Exists(elsewhere));
        Assert.Empty(Directory.GetFiles(deep));
    }

    [Fact]
    public void The_private_folder_of_a_killed_server_is_removed_by_the_next()
    {
        var deep = FolderWhoseSocketPathHas(AdminSocket.PathBytesMax + 1);
        var left = AdminSocket.Prepare(deep).Path;
        File.WriteAllText(left, "");

        using var next = AdminSocket.Prepare(deep);

        Assert.NotEqual(left, next.Path);
        Assert.False(Directory.Exists(Path.GetDirectoryName(left)));
    }

    private string FolderWhoseSocketPathHas(int bytes)
    {
        var room = bytes - "/admin.sock".Length - folder.Path.Length - 1;
        return Directory.CreateDirectory(folder[new string('d', room)]).FullName;
    }
}
