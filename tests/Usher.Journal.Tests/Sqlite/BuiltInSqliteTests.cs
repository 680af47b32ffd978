using Usher.Journal.Sqlite;

namespace Usher.Journal.Tests.Sqlite;

public sealed class BuiltInSqliteTests : IDisposable
{
    private readonly JournalFolder folder = new();

    public void Dispose() => folder.Dispose();

    // Before 3.51.3 a checkpoint may corrupt the file when another connection commits at the same instant: sqlite.org/wal.html.
    [Fact]
    public void The_SQLite_that_is_built_in_has_no_WAL_reset_bug()
    {
        using var database = JournalFile.OpenWriter(folder.Settings);

        Assert.InRange(Version.Parse(database.Text("SELECT sqlite_version()")), new Version(3, 51, 3), new Version(4, 0));
    }
}
