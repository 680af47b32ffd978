using Usher.Journal.Sqlite;
using static Usher.Journal.Tests.Sample;

namespace Usher.Journal.Tests.Sqlite;

public sealed class SchemaTests : IDisposable
{
    private const string AddColumn = "ALTER TABLE streams ADD COLUMN note TEXT NOT NULL DEFAULT '-';";

    private readonly JournalFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_journal_of_an_older_version_is_brought_up_and_keeps_its_entries()
    {
        await using (var journal = await folder.OpenAsync())
            await new Sample().FillAsync(journal, Cad, "one");
        using (var database = JournalFile.OpenWriter(folder.Settings))
        {
            Schema.Migrate(database, [Schema.Migrations[0], AddColumn]);
            Schema.Migrate(database, [Schema.Migrations[0], AddColumn]);

            Assert.Equal(2, database.Number("PRAGMA user_version"));
            Assert.Equal("-", database.Text("SELECT note FROM streams"));
            Assert.Equal(1, database.Number("SELECT count(*) FROM entries"));
        }

        Assert.Equal(JournalCodes.TooNew, await folder.OpeningFailsAsync());
        var error = await Assert.ThrowsAsync<JournalCorruptException>(async () => await SqliteJournalReader.OpenAsync(folder.File));
        Assert.Equal(JournalCodes.TooNew, error.Code);
    }

    [Fact]
    public void A_migration_that_fails_half_way_leaves_the_version_before()
    {
        using var database = JournalFile.OpenWriter(folder.Settings);

        Assert.Throws<SqliteException>(() => Schema.Migrate(database, [Schema.Migrations[0], AddColumn + "CREATE TABLE streams (id);"]));

        Assert.Equal(1, database.Number("PRAGMA user_version"));
        Assert.Equal(0, database.Number("SELECT count(*) FROM pragma_table_info('streams') WHERE name = 'note'"));
        Assert.True(database.IsIdle);
    }

    [Fact]
    public async Task A_fresh_journal_has_the_newest_version_and_our_mark()
    {
        await using (await folder.OpenAsync())
        {
        }

        using var database = Database.OpenReader(folder.File);
        Assert.Equal(Schema.Migrations.Count, database.Number("PRAGMA user_version"));
        Assert.Equal(Schema.ApplicationId, database.Number("PRAGMA application_id"));
    }

    [Fact]
    public async Task A_database_of_another_program_is_refused_and_left_as_it_was()
    {
        folder.Run("CREATE TABLE recipes (id INTEGER PRIMARY KEY)");
        var before = await File.ReadAllBytesAsync(folder.File);

        Assert.Equal(JournalCodes.Foreign, await folder.OpeningFailsAsync());
        Assert.Equal(before, await File.ReadAllBytesAsync(folder.File));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_as_it_was()
    {
        await File.WriteAllTextAsync(folder.File, new string('x', 5000));

        Assert.Equal(JournalCodes.FileDamaged, await folder.OpeningFailsAsync());
        Assert.Equal(5000, new FileInfo(folder.File).Length);
    }

    [Fact]
    public async Task A_reader_makes_no_file()
    {
        var error = await Assert.ThrowsAsync<JournalUnavailableException>(async () => await SqliteJournalReader.OpenAsync(folder.File));

        Assert.Equal(JournalCodes.CannotOpen, error.Code);
        Assert.Empty(Directory.GetFiles(folder.Folder));
    }

    [Theory]
    [InlineData(99, false)]
    [InlineData(100, true)]
    [InlineData(1_000_000, true)]
    [InlineData(1_000_001, false)]
    public void A_checkpoint_comes_after_100_to_1_000_000_pages(int pages, bool fits) =>
        Judge(folder.Settings with { CheckpointPages = pages }, fits);

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(1_000_000, true)]
    [InlineData(1_000_001, false)]
    public void The_line_before_the_writer_has_1_to_1_000_000_places(int waiting, bool fits) =>
        Judge(folder.Settings with { WaitingMax = waiting }, fits);

    [Theory]
    [InlineData(1_023, false)]
    [InlineData(1_024, true)]
    [InlineData(16_777_216, true)]
    [InlineData(16_777_217, false)]
    public void The_page_cache_has_1_MiB_to_16_GiB(int kib, bool fits) => Judge(folder.Settings with { CacheKib = kib }, fits);

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(600_000, true)]
    [InlineData(600_001, false)]
    public void A_lock_is_waited_for_up_to_10_minutes(int milliseconds, bool fits) =>
        Judge(folder.Settings with { LockWait = TimeSpan.FromMilliseconds(milliseconds) }, fits);

    private static void Judge(SqliteJournalSettings settings, bool fits)
    {
        if (fits)
            settings.Check();
        else
            Assert.Throws<ArgumentOutOfRangeException>(settings.Check);
    }
}
