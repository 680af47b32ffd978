using Usher.Core;
using Usher.Journal.Memory;
using Usher.Server.Lanes;

namespace Usher.Server.Tests.Lanes;

/// <summary>In a crowd the next batch is decided and handed to the journal while one is being written.</summary>
public sealed class LaneAheadTests : IAsyncLifetime
{
    private static readonly PoolId Cad = DeskScenario.Cad;

    private readonly RecordingPeer first = new(), second = new(), third = new();
    private readonly DeskScenario scenario;
    private SlowAnswers journal = null!;
    private LeaseId lease;

    // One request is a batch, and one that waits is a crowd.
    public LaneAheadTests() => scenario = new DeskScenario(
        journal: inner => journal = new SlowAnswers(inner), lanesAs: new LaneSettings { BatchRequestsMax = 1, AheadRequestsMin = 1 });

    /// <summary>One seat, and it is taken: batch 1, whose answer is kept back.</summary>
    public async ValueTask InitializeAsync()
    {
        await scenario.StartAsync(seats: 1);
        journal.IsSlow = true;
        lease = scenario.NewLease();
        scenario.Post(first, scenario.Checkout(lease));
        await journal.HandedAsync(1);
    }

    public async ValueTask DisposeAsync()
    {
        journal.LetAllGo();
        await scenario.DisposeAsync();
    }

    [Fact]
    public async Task A_batch_builds_on_the_one_that_is_being_written_and_names_it()
    {
        await TwoAheadAsync();

        Assert.Equal(journal.Handed[1].Id, journal.Handed[2].After);
        Assert.Equal(
            journal.Handed[1].Appends[0].ExpectedSequence + journal.Handed[1].Appends[0].Count,
            journal.Handed[2].Appends[0].ExpectedSequence);
    }

    [Fact]
    public async Task Nobody_hears_or_sees_anything_of_it_before_both_are_durable()
    {
        await TwoAheadAsync();
        journal.LetGo(3);

        Assert.False(second.HasHeard);
        Assert.False(third.HasHeard);
        Assert.Equal(1, scenario.Desk.SummaryOf(Cad)!.Counts.Active);
        Assert.Empty(third.Held);

        journal.LetGo(2);
        Assert.Equal("Returned", await second.HearAsync());
        Assert.Equal("granted 1", await third.HearAsync());
        Assert.Single(third.Held);
    }

    [Fact]
    public async Task What_is_shown_of_the_first_has_nothing_of_the_second_in_it()
    {
        await TwoAheadAsync();

        journal.LetGo(2);

        Assert.Equal("Returned", await second.HearAsync());
        Assert.Equal(1, scenario.Desk.SummaryOf(Cad)!.Counts.Free);
        Assert.False(third.HasHeard);
    }

    [Theory]
    [InlineData(MemoryFault.Conflict)]
    [InlineData(MemoryFault.UnknownNotWritten)]
    [InlineData(MemoryFault.UnknownWritten)]
    public async Task When_the_first_is_not_written_or_nobody_knows_both_come_to_the_same_end(MemoryFault fault)
    {
        scenario.Journal.FailNext(fault);
        await TwoAheadAsync();

        journal.LetAllGo();

        Assert.Equal("Returned", await second.HearAsync());
        Assert.Equal("granted 1", await third.HearAsync());
        Assert.False(second.HasHeard);
        Assert.False(third.HasHeard);
        Assert.Equal(1, (await scenario.Desk.WhoAsync(Cad, 0, 10)).Total);
        Assert.Null(scenario.Desk.JournalFault);
    }

    [Fact]
    public async Task When_the_first_cannot_be_written_both_are_refused_and_nothing_has_changed()
    {
        scenario.Journal.FailNext(MemoryFault.Unavailable);
        await TwoAheadAsync();

        journal.LetAllGo();

        Assert.Equal("refused USH3008", await second.HearAsync());
        Assert.Equal("refused USH3008", await third.HearAsync());
        scenario.Clock.Advance(TimeSpan.FromMilliseconds(100));
        await scenario.Desk.ExecuteAsync(Cad, new Settle(), default);
        Assert.Equal(lease, Assert.Single((await scenario.Desk.WhoAsync(Cad, 0, 10)).Rows).Lease!.Lease);
    }

    [Fact]
    public async Task When_only_the_second_conflicts_the_first_stands_and_the_second_is_decided_again()
    {
        await TwoAheadAsync(beforeThird: () => scenario.Journal.FailNext(MemoryFault.Conflict));

        journal.LetAllGo();

        Assert.Equal("Returned", await second.HearAsync());
        Assert.Equal("granted 1", await third.HearAsync());
        Assert.Equal(1, (await scenario.Desk.WhoAsync(Cad, 0, 10)).Total);
    }

    [Fact]
    public async Task A_leap_of_the_clock_waits_for_what_is_being_written()
    {
        scenario.Post(second, new CheckIn(lease, DeskScenario.Person("ada")));
        scenario.Post(third, scenario.Checkout(scenario.NewLease()));
        journal.Before(2, () => scenario.Clock.Leap(TimeSpan.FromHours(1)));

        journal.LetAllGo();

        Assert.Equal("Returned", await second.HearAsync());
        Assert.Equal("granted 1", await third.HearAsync());
        Assert.Null(journal.Handed[2].After);
    }

    /// <summary>Batch 2 gives the seat back, batch 3 takes it: both are with the journal, and no answer has come.</summary>
    private async Task TwoAheadAsync(Action? beforeThird = null)
    {
        scenario.Post(second, new CheckIn(lease, DeskScenario.Person("ada")));
        scenario.Post(third, scenario.Checkout(scenario.NewLease()));
        journal.Before(3, beforeThird);
        journal.LetGo(1);
        await journal.HandedAsync(3);
        Assert.Equal("granted 1", await first.HearAsync());
    }
}
