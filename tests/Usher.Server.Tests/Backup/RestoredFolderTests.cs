using System.Formats.Tar;
using Usher.Server.Backup;
using Usher.Server.Tests.Hosting;

namespace Usher.Server.Tests.Backup;

/// <summary>Archives that nobody but a stranger makes; whole ones are restored in the end-to-end tests.</summary>
public sealed class RestoredFolderTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("../outside")]
    [InlineData("/etc/usher")]
    [InlineData("lock")]
    public async Task A_name_that_is_not_ours_is_refused_and_written_nowhere(string name)
    {
        Assert.Contains("does not belong", await RefusalAsync((name, 1)), StringComparison.Ordinal);
        Assert.False(File.Exists(folder["outside"]));
    }

    [Fact]
    public async Task A_name_that_comes_twice_is_refused() =>
        Assert.Contains("in it twice", await RefusalAsync(("usher.json", 1), ("usher.json", 1)), StringComparison.Ordinal);

    [Theory]
    [InlineData(RestoredFolder.SmallBytesMax, "there is no 'backup.json'")]
    [InlineData(RestoredFolder.SmallBytesMax + 1, "'usher.json' is longer than")]
    public async Task A_small_file_ends_at_its_limit(int bytes, string why) =>
        Assert.Contains(why, await RefusalAsync(("usher.json", bytes)), StringComparison.Ordinal);

    private async Task<string> RefusalAsync(params (string Name, int Bytes)[] entries)
    {
        await using (var tar = new TarWriter(File.Create(folder["bad.tar"]), TarEntryFormat.Pax))
        {
            foreach (var (name, bytes) in entries)
                await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(new byte[bytes]) });
        }

        var error = await Assert.ThrowsAsync<ServerStartException>(
            () => ServerBackup.RestoreAsync(folder["bad.tar"], folder["new"], hold: null, TimeProvider.System, CancellationToken.None));
        Assert.False(Directory.Exists(folder["new"]));
        var fault = Assert.Single(error.Faults);
        Assert.Equal(ServerCodes.NotABackup, fault.Code);
        return fault.Message;
    }
}
