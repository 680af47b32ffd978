using Usher.Journal.Memory;
using static Usher.Journal.Tests.Sample;

namespace Usher.Journal.Tests.Memory;

public sealed class MemoryJournalTests : IAsyncDisposable
{
    private readonly MemoryJournal journal = new();
    private readonly Sample sample = new();

    public ValueTask DisposeAsync() => journal.DisposeAsync();

    [Fact]
    public async Task It_fails_before_writing_when_told_to()
    {
        var batch = sample.Batch(Cad, 0, "one");
        journal.FailNext(MemoryFault.Unavailable);
        journal.FailNext(MemoryFault.UnknownNotWritten);

        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await journal.AppendAsync(batch));
        await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await journal.AppendAsync(batch));
        Assert.False(await journal.ContainsAsync(batch.Id));
        Assert.IsType<AppendOutcome.Appended>(await journal.AppendAsync(batch));
    }

    [Fact]
    public async Task It_fails_after_writing_when_told_to()
    {
        var batch = sample.Batch(Cad, 0, "one");
        journal.FailNext(MemoryFault.UnknownWritten);

        await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await journal.AppendAsync(batch));
        Assert.True(await journal.ContainsAsync(batch.Id));
        Assert.Equal("one", await TextAsync(journal, Cad));
    }

    [Fact]
    public async Task It_conflicts_when_told_to()
    {
        var batch = sample.Batch(Cad, 0, "one");
        journal.FailNext(MemoryFault.Conflict);

        Assert.Equal(new AppendOutcome.Conflict(Cad, 0), await journal.AppendAsync(batch));
        Assert.IsType<AppendOutcome.Appended>(await journal.AppendAsync(batch));
    }

    [Fact]
    public async Task It_holds_appends_back_until_they_are_released()
    {
        var hold = journal.Hold();
        var append = journal.AppendAsync(sample.Batch(Cad, 0, "one")).AsTask();
        await hold.Reached;

        Assert.False(append.IsCompleted);
        Assert.Equal("", await TextAsync(journal, Cad));
        Assert.Throws<InvalidOperationException>(() => journal.Hold());

        hold.Release();
        Assert.IsType<AppendOutcome.Appended>(await append);
        Assert.IsType<AppendOutcome.Appended>(await journal.AppendAsync(sample.Batch(Cad, 1, "two")));
    }

    [Fact]
    public async Task Appends_that_were_held_are_done_in_the_order_they_came()
    {
        using var hold = journal.Hold();
        var appends = Enumerable.Range(0, 20).Select(i => journal.AppendAsync(sample.Batch(Cad, i, $"{i}")).AsTask()).ToList();

        hold.Release();

        Assert.All(await Task.WhenAll(appends), outcome => Assert.IsType<AppendOutcome.Appended>(outcome));
    }

    [Fact]
    public async Task An_append_that_fails_while_it_is_held_tells_its_caller()
    {
        using var hold = journal.Hold();
        journal.FailNext(MemoryFault.Unavailable);
        var append = journal.AppendAsync(sample.Batch(Cad, 0, "one")).AsTask();

        hold.Release();

        await Assert.ThrowsAsync<JournalUnavailableException>(() => append);
    }
}
