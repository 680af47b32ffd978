using static Usher.Journal.Tests.Sample;

namespace Usher.Journal.Tests.Sqlite;

public sealed class GroupCommitTests : IDisposable
{
    private readonly JournalFolder folder = new();
    private readonly Sample sample = new();
    private readonly CommitGate gate = new();
    private readonly RecordingObserver observer = new();

    public void Dispose()
    {
        gate.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Batches_that_wait_together_are_made_durable_together_and_a_conflict_harms_no_other()
    {
        await using var journal = await OpenAsync();
        gate.Plan(gate.Waits);
        var first = journal.AppendAsync(sample.Batch(Cad, 0, "first"));
        await gate.ArrivedAsync();
        var good = journal.AppendAsync(sample.Batch(Cad, 1, "good"));
        var stale = journal.AppendAsync(sample.Batch(Cad, 1, "stale"));
        var other = journal.AppendAsync(sample.Batch(Sim, 0, "other"));
        var next = journal.AppendAsync(sample.Batch(Cad, 2, "next"));
        gate.Allow();

        Assert.IsType<AppendOutcome.Appended>(await first);
        Assert.IsType<AppendOutcome.Appended>(await good);
        Assert.Equal(new AppendOutcome.Conflict(Cad, 2), await stale);
        Assert.IsType<AppendOutcome.Appended>(await other);
        Assert.IsType<AppendOutcome.Appended>(await next);
        Assert.Equal(("first good next", "other"), (await TextAsync(journal, Cad), await TextAsync(journal, Sim)));
        Assert.Equal([1, 3], observer.Groups);
    }

    [Fact]
    public async Task A_reused_batch_id_harms_no_other_batch_of_its_group()
    {
        await using var journal = await OpenAsync();
        gate.Plan(gate.Waits);
        var batch = sample.Batch(Cad, 0, "first");
        var first = journal.AppendAsync(batch);
        await gate.ArrivedAsync();
        var before = journal.AppendAsync(sample.Batch(Sim, 0, "before"));
        var reused = journal.AppendAsync(new Batch(batch.Id, [Append(Cad, 1, "reused")]));
        var after = journal.AppendAsync(sample.Batch(Cad, 1, "after"));
        gate.Allow();

        Assert.IsType<AppendOutcome.Appended>(await first);
        Assert.IsType<AppendOutcome.Appended>(await before);
        await Assert.ThrowsAsync<ArgumentException>(async () => await reused);
        Assert.IsType<AppendOutcome.Appended>(await after);
        Assert.Equal(("first after", "before"), (await TextAsync(journal, Cad), await TextAsync(journal, Sim)));
    }

    [Fact]
    public async Task Nothing_is_seen_by_readers_before_it_is_durable()
    {
        await using var journal = await OpenAsync();
        gate.Plan(gate.Waits);
        var append = journal.AppendAsync(sample.Batch(Cad, 0, "first"));
        await gate.ArrivedAsync();

        Assert.Equal("", await TextAsync(journal, Cad));
        Assert.False(append.IsCompleted);

        gate.Allow();
        await append;
        Assert.Equal("first", await TextAsync(journal, Cad));
    }

    [Fact]
    public async Task A_commit_that_fails_unseen_is_found_by_its_batch_id()
    {
        await using var journal = await OpenAsync();
        gate.Plan(CommitGate.HappensUnseen);
        var batch = sample.Batch(Cad, 0, "first");

        var error = await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await journal.AppendAsync(batch));

        Assert.Equal(JournalCodes.OutcomeUnknown, error.Code);
        Assert.True(await journal.ContainsAsync(batch.Id));
        Assert.IsType<AppendOutcome.Appended>(await journal.AppendAsync(sample.Batch(Cad, 1, "second")));
        Assert.Equal("first second", await TextAsync(journal, Cad));
    }

    [Fact]
    public async Task A_commit_that_did_not_happen_is_not_found_and_the_stream_ends_where_it_did()
    {
        await using var journal = await OpenAsync();
        gate.Plan(CommitGate.Fails);
        var batch = sample.Batch(Cad, 0, "lost");

        await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await journal.AppendAsync(batch));

        Assert.False(await journal.ContainsAsync(batch.Id));
        Assert.IsType<AppendOutcome.Appended>(await journal.AppendAsync(sample.Batch(Cad, 0, "first")));
        Assert.Equal("first", await TextAsync(journal, Cad));
        Assert.Null((await journal.VerifyAsync().SingleAsync()).Fault);
    }

    [Fact]
    public async Task Until_a_later_commit_succeeds_an_unknown_outcome_stays_unknown()
    {
        await using var journal = await OpenAsync();
        gate.Plan(CommitGate.Fails, CommitGate.Fails, CommitGate.Fails);
        var batch = sample.Batch(Cad, 0, "lost");
        await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await journal.AppendAsync(batch));

        var asked = await Assert.ThrowsAsync<JournalUnavailableException>(async () => await journal.ContainsAsync(batch.Id));
        var appended = await Assert.ThrowsAsync<JournalUnavailableException>(async () => await journal.AppendAsync(sample.Batch(Sim, 0, "no")));

        Assert.Equal((JournalCodes.Unsettled, JournalCodes.Unsettled), (asked.Code, appended.Code));
        Assert.False(await journal.ContainsAsync(batch.Id));
        Assert.IsType<AppendOutcome.Appended>(await journal.AppendAsync(sample.Batch(Sim, 0, "yes")));
    }

    [Fact]
    public async Task Every_batch_of_a_failed_group_is_told()
    {
        await using var journal = await OpenAsync();
        gate.Plan(gate.Waits, CommitGate.Fails);
        var first = journal.AppendAsync(sample.Batch(Cad, 0, "first"));
        await gate.ArrivedAsync();
        var second = journal.AppendAsync(sample.Batch(Cad, 1, "second"));
        var other = journal.AppendAsync(sample.Batch(Sim, 0, "other"));
        var stale = journal.AppendAsync(sample.Batch(Sim, 5, "stale"));
        gate.Allow();

        await first;
        await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await second);
        await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await other);
        await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await stale);
        Assert.Equal([JournalCodes.OutcomeUnknown], observer.Failures);
    }

    [Fact]
    public async Task The_line_before_the_writer_has_an_end_and_whoever_is_beyond_waits_to_be_let_in()
    {
        await using var journal = await folder.OpenAsync(settings => settings with { AroundCommit = gate.Around, WaitingMax = 2 });
        gate.Plan(gate.Waits);
        var first = journal.AppendAsync(sample.Batch(Cad, 0, "first"));
        await gate.ArrivedAsync();
        var waiting = Enumerable.Range(0, 2).Select(i => journal.AppendAsync(sample.Batch(new StreamId($"pool/{i}"), 0, "in")).AsTask()).ToList();
        using var gaveUp = new CancellationTokenSource();
        var beyond = journal.AppendAsync(sample.Batch(Sim, 0, "beyond"), gaveUp.Token).AsTask();
        await gaveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => beyond);
        gate.Allow();
        Assert.All(await Task.WhenAll(waiting), outcome => Assert.IsType<AppendOutcome.Appended>(outcome));
        Assert.IsType<AppendOutcome.Appended>(await first);
        Assert.Equal("", await TextAsync(journal, Sim));
    }

    [Fact]
    public async Task Closing_writes_what_waits()
    {
        var journal = await OpenAsync();
        gate.Plan(gate.Waits);
        var first = journal.AppendAsync(sample.Batch(Cad, 0, "first"));
        await gate.ArrivedAsync();
        var second = journal.AppendAsync(sample.Batch(Cad, 1, "second"));
        var closing = journal.DisposeAsync();
        gate.Allow();
        await closing;

        Assert.IsType<AppendOutcome.Appended>(await first);
        Assert.IsType<AppendOutcome.Appended>(await second);
        await using var again = await folder.OpenAsync();
        Assert.Equal("first second", await TextAsync(again, Cad));
    }

    private ValueTask<Usher.Journal.Sqlite.SqliteJournal> OpenAsync() =>
        folder.OpenAsync(settings => settings with { AroundCommit = gate.Around, Observer = observer });
}
