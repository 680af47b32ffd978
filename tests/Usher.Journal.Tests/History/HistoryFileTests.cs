using static Usher.Journal.Tests.History.Ledger;

namespace Usher.Journal.Tests.History;

/// <summary>Files that are not, or not any more, a history that can be used.</summary>
public sealed class HistoryFileTests : IAsyncLifetime
{
    private readonly Ledger ledger = new();

    public async ValueTask InitializeAsync() => await ledger.AppendAsync(Lines(0, Line(5)), Grant(1, ledger.NextLease()));

    public ValueTask DisposeAsync() => ledger.DisposeAsync();

    [Fact]
    public async Task Without_a_file_a_reader_says_so()
    {
        var error = await Assert.ThrowsAsync<JournalUnavailableException>(() => ledger.Reader.StateAsync());

        Assert.Equal(JournalCodes.NoHistory, error.Code);
    }

    [Fact]
    public async Task A_history_of_another_version_is_written_anew_and_not_read()
    {
        await ledger.ProjectAsync();
        await ledger.Projector.DisposeAsync();
        ledger.Run("PRAGMA user_version = 99");

        var error = await Assert.ThrowsAsync<JournalUnavailableException>(() => ledger.Reader.StateAsync());
        await ledger.RestartAsync();
        await ledger.ProjectAsync();

        Assert.Equal(JournalCodes.HistoryOtherVersion, error.Code);
        Assert.Contains("version 99", ledger.Watch.Rebuilds[^1], StringComparison.Ordinal);
        Assert.Single(await ledger.SessionsAsync());
    }

    [Fact]
    public async Task Somebody_elses_database_is_neither_read_nor_written()
    {
        ledger.Run("CREATE TABLE recipes (name TEXT)");

        var reading = await Assert.ThrowsAsync<JournalCorruptException>(() => ledger.Reader.StateAsync());
        var writing = await Assert.ThrowsAsync<JournalCorruptException>(() => ledger.ProjectAsync());

        Assert.Equal((JournalCodes.HistoryForeign, JournalCodes.HistoryForeign), (reading.Code, writing.Code));
        ledger.Run("INSERT INTO recipes (name) VALUES ('still there')");
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_left_alone()
    {
        await File.WriteAllTextAsync(ledger.Settings.Path, new string('x', 5000), TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<JournalCorruptException>(() => ledger.ProjectAsync());

        Assert.Equal(JournalCodes.HistoryForeign, error.Code);
        Assert.Equal(5000, new FileInfo(ledger.Settings.Path).Length);
    }

    [Fact]
    public async Task A_damaged_file_is_written_anew()
    {
        await ledger.AppendAsync([.. Story.Of(seed: 3, events: 2000)]);
        await ledger.ProjectAsync();
        var before = ledger.Dump();
        await ledger.Projector.DisposeAsync();
        await using (var file = File.OpenWrite(ledger.Settings.Path))
        {
            file.Position = 4096;
            await file.WriteAsync(new byte[file.Length - 4096], TestContext.Current.CancellationToken);
        }

        await ledger.RestartAsync();
        await ledger.AppendAsync(Grant(9000, ledger.NextLease()));
        await ledger.ProjectAsync();

        Assert.Contains("damaged", ledger.Watch.Rebuilds[^1], StringComparison.Ordinal);
        Assert.NotEqual(before, ledger.Dump());
        Assert.Equal(2003, Position());
    }

    [Fact]
    public async Task The_file_is_for_its_owner_only()
    {
        await ledger.ProjectAsync();

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(ledger.Settings.Path));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100_001)]
    public void Settings_out_of_range_are_refused(int eventsMax)
    {
        ledger.Settings = ledger.Settings with { EventsPerBatchMax = eventsMax };
        Assert.Throws<ArgumentOutOfRangeException>(ledger.NewProjector);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100_000)]
    public async Task Settings_at_the_ends_of_their_ranges_are_taken(int eventsMax)
    {
        ledger.Settings = ledger.Settings with { EventsPerBatchMax = eventsMax };
        await using var projector = ledger.NewProjector();
        await projector.CatchUpAsync(TestContext.Current.CancellationToken);
    }

    private long Position()
    {
        using var database = Journal.Sqlite.Database.OpenReader(ledger.Settings.Path);
        return database.Number("SELECT position FROM streams");
    }
}
