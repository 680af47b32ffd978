using System.ComponentModel;
using System.Diagnostics;
using static Usher.Journal.Tests.Sample;

namespace Usher.Journal.Tests.Sqlite;

public sealed class BackupTests : IDisposable
{
    private readonly JournalFolder folder = new();
    private readonly JournalFolder backup = new();

    public void Dispose()
    {
        folder.Dispose();
        backup.Dispose();
    }

    [Fact]
    public async Task A_backup_by_the_documented_command_is_whole_while_the_server_runs()
    {
        await using var journal = await folder.OpenAsync();
        await new Sample().FillAsync(journal, Cad, "one", "two");

        await RunAsync("sqlite3", $"file:{folder.File}?mode=ro", $".backup '{backup.File}'");

        await using var restored = await backup.OpenAsync();
        Assert.Equal("one two", await TextAsync(restored, Cad));
        Assert.IsType<AppendOutcome.Appended>(await journal.AppendAsync(new Batch(Guid.CreateVersion7(Noon), [Append(Cad, 2, "three")])));
    }

    private static async Task RunAsync(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(command, arguments);
            await process.WaitForExitAsync();
            Assert.Equal(0, process.ExitCode);
        }
        catch (Win32Exception)
        {
            Assert.Skip($"there is no {command} here");
        }
    }
}
