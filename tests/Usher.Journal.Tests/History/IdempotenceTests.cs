using Usher.Core;
using static Usher.Journal.Tests.History.Ledger;

namespace Usher.Journal.Tests.History;

/// <summary>However often it is interrupted, repeated or begun anew, the history is the same.</summary>
public sealed class IdempotenceTests : IAsyncLifetime
{
    private readonly Ledger ledger = new();

    public async ValueTask InitializeAsync()
    {
        await ledger.AppendAsync([.. Story.Of(seed: 7, events: 300)]);
        await ledger.AppendAsync(new PoolId("acme", "sim"), [.. Story.Of(seed: 8, events: 200)]);
    }

    public ValueTask DisposeAsync() => ledger.DisposeAsync();

    [Fact]
    public async Task Projecting_twice_changes_nothing()
    {
        await ledger.ProjectAsync();
        var once = ledger.Dump();

        await ledger.ProjectAsync();
        await ledger.RestartAsync();
        await ledger.ProjectAsync();

        Assert.Equal(once, ledger.Dump());
    }

    [Fact]
    public async Task A_crash_after_any_batch_leaves_the_same_tables_in_the_end()
    {
        await ledger.ProjectAsync();
        var whole = ledger.Dump();
        ledger.DeleteHistory();
        ledger.Settings = ledger.Settings with { EventsPerBatchMax = 7 };
        ledger.Watch.AfterBatch = () => throw new InvalidOperationException("crash");

        var crashes = 0;
        for (var done = false; !done;)
        {
            await ledger.RestartAsync();
            done = await Record.ExceptionAsync(() => ledger.ProjectAsync()) is null;
            crashes += done ? 0 : 1;
        }

        Assert.Equal(43 + 29, crashes);
        Assert.Equal(whole, ledger.Dump());
    }

    [Fact]
    public async Task A_deleted_file_is_written_anew_even_under_a_running_projector()
    {
        await ledger.ProjectAsync();
        var before = ledger.Dump();

        ledger.DeleteHistory();
        await ledger.ProjectAsync();

        Assert.Equal(before, ledger.Dump());
        Assert.Equal(["the file was deleted"], ledger.Watch.Rebuilds);
    }

    [Fact]
    public async Task The_history_of_another_journal_is_written_anew()
    {
        await ledger.ProjectAsync();

        await ledger.ReplaceJournalAsync();
        await ledger.AppendAsync([.. Story.Of(seed: 9, events: 400)]);
        await ledger.ProjectAsync();

        Assert.Contains("is of another journal", ledger.Watch.Rebuilds[^1], StringComparison.Ordinal);
        Assert.Equal([CadPool], (await ledger.Reader.StateAsync()).Pools);
    }

    [Fact]
    public async Task The_history_of_a_journal_that_was_set_back_is_written_anew()
    {
        await ledger.ProjectAsync();

        await ledger.ReplaceJournalAsync();
        await ledger.AppendAsync([.. Story.Of(seed: 7, events: 100)]);
        await ledger.ProjectAsync();

        Assert.Contains("ahead of the journal", ledger.Watch.Rebuilds[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(300, 1)]
    [InlineData(299, 2)]
    public async Task A_batch_holds_at_most_so_many_events(int eventsMax, int batches)
    {
        ledger.Settings = ledger.Settings with { EventsPerBatchMax = eventsMax };
        await ledger.RestartAsync();

        await ledger.ProjectAsync();

        var ofCad = ledger.Watch.Batches.Take(ledger.Watch.Batches.Count - 1).ToList();
        Assert.Equal((batches, 300), (ofCad.Count, ofCad.Sum(batch => batch.Events)));
        Assert.Equal(eventsMax, ofCad[0].Events);
        Assert.Equal(300 - eventsMax, ofCad[0].Behind);
    }

    [Fact]
    public async Task A_reader_sees_all_of_a_batch_or_nothing_of_it()
    {
        ledger.Settings = ledger.Settings with { EventsPerBatchMax = 50 };
        await ledger.RestartAsync();
        var positions = new List<long>();
        ledger.Watch.AfterBatch = () => positions.Add(Position());

        await ledger.ProjectAsync();

        Assert.Equal([50, 100, 150, 200, 250, 300, 350, 400, 450, 500], positions);
    }

    private long Position()
    {
        using var database = Journal.Sqlite.Database.OpenReader(ledger.Settings.Path);
        return database.Number("SELECT sum(position) FROM streams");
    }
}
