using Usher.Core;
using Usher.Journal.Memory;
using Usher.Server.Lanes;
using Usher.Server.Seats;

namespace Usher.Server.Tests.Lanes;

public sealed class LaneTests
{
    private static readonly PoolId Cad = DeskScenario.Cad;

    [Fact]
    public async Task Nobody_sees_anything_of_a_batch_before_it_is_durable()
    {
        await using var scenario = await new DeskScenario().StartAsync();
        var ada = new RecordingPeer();
        var hold = scenario.Journal.Hold();

        Assert.Null(scenario.Post(ada, scenario.Checkout(scenario.NewLease())));
        await hold.Reached.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.False(ada.HasHeard);
        Assert.Empty(ada.Held);
        Assert.Equal(2, scenario.Desk.SummaryOf(Cad)!.Counts.Free);
        hold.Release();
        Assert.Equal("granted 1", await ada.HearAsync());
        Assert.Single(ada.Held);
        Assert.Equal(1, scenario.Desk.SummaryOf(Cad)!.Counts.Free);
    }

    [Fact]
    public async Task Requests_of_one_batch_see_the_ones_before_them()
    {
        await using var scenario = await new DeskScenario().StartAsync(seats: 1);
        var peer = new RecordingPeer();
        var lease = scenario.NewLease();

        scenario.Post(
            peer,
            scenario.Checkout(lease),
            scenario.Checkout(scenario.NewLease()),
            new CheckIn(lease, DeskScenario.Person("ada")),
            scenario.Checkout(scenario.NewLease()));

        Assert.Equal("granted 1", await peer.HearAsync());
        Assert.Equal("denied AllSeatsTaken", await peer.HearAsync());
        Assert.Equal("Returned", await peer.HearAsync());
        Assert.Equal("granted 1", await peer.HearAsync());
        Assert.Single(peer.Held);
    }

    [Fact]
    public async Task A_batch_that_meets_another_writer_is_decided_again()
    {
        await using var scenario = await new DeskScenario().StartAsync();
        var ada = new RecordingPeer();
        scenario.Journal.FailNext(MemoryFault.Conflict);

        scenario.Post(ada, scenario.Checkout(scenario.NewLease()));

        Assert.Equal("granted 1", await ada.HearAsync());
        Assert.False(ada.HasHeard);
        Assert.Equal(1, scenario.Desk.SummaryOf(Cad)!.Counts.Active);
    }

    [Theory]
    [InlineData(16, "granted 1")]
    [InlineData(17, "refused USH3005")]
    public async Task A_batch_is_decided_again_sixteen_times_and_no_more(int conflicts, string outcome)
    {
        await using var scenario = await new DeskScenario().StartAsync();
        var ada = new RecordingPeer();
        for (var count = 0; count < conflicts; count++)
            scenario.Journal.FailNext(MemoryFault.Conflict);

        scenario.Post(ada, scenario.Checkout(scenario.NewLease()));

        Assert.Equal(outcome, await ada.HearAsync());
    }

    [Theory]
    [InlineData(MemoryFault.UnknownWritten)]
    [InlineData(MemoryFault.UnknownNotWritten)]
    public async Task A_commit_of_unknown_outcome_is_looked_up_and_granted_once(MemoryFault fault)
    {
        await using var scenario = await new DeskScenario().StartAsync(seats: 1);
        var ada = new RecordingPeer();
        scenario.Journal.FailNext(fault);

        scenario.Post(ada, scenario.Checkout(scenario.NewLease()));

        Assert.Equal("granted 1", await ada.HearAsync());
        var page = await scenario.Desk.WhoAsync(Cad, 0, 10);
        Assert.Equal(1, page.Total);
        Assert.Null(scenario.Desk.JournalFault);
    }

    [Fact]
    public async Task An_outcome_is_asked_for_until_it_is_known()
    {
        FaultyJournal? journal = null;
        await using var scenario = await new DeskScenario(journal: inner => journal = new FaultyJournal(inner)).StartAsync();
        var ada = new RecordingPeer();
        scenario.Journal.FailNext(MemoryFault.UnknownWritten);
        journal!.Fail(lookUps: 2);

        scenario.Post(ada, scenario.Checkout(scenario.NewLease()));

        await journal.FailedLookUpAsync();
        Assert.False(ada.HasHeard);
        Assert.Equal("USH3008", scenario.Desk.JournalFault!.Code);
        await scenario.Clock.PassAsync(TimeSpan.FromMilliseconds(100));
        await scenario.Clock.PassAsync(TimeSpan.FromMilliseconds(200));
        Assert.Equal("granted 1", await ada.HearAsync());
        Assert.Null(scenario.Desk.JournalFault);
        Assert.Equal(1, scenario.Desk.SummaryOf(Cad)!.Counts.Active);
    }

    [Fact]
    public async Task A_journal_that_cannot_be_used_is_said_to_everybody_and_nothing_is_granted()
    {
        await using var scenario = await new DeskScenario().StartAsync();
        var ada = new RecordingPeer();
        scenario.Journal.FailNext(MemoryFault.Unavailable);

        scenario.Post(ada, scenario.Checkout(scenario.NewLease()));

        Assert.Equal("refused USH3008", await ada.HearAsync());
        Assert.Equal("USH3008", scenario.Desk.JournalFault!.Code);
        Assert.Equal("USH3008", scenario.Post(ada, scenario.Checkout(scenario.NewLease()))!.Code);
        var refused = await Assert.ThrowsAsync<DeskRefusedException>(async () => await scenario.SetSeatsAsync(3));
        Assert.Equal("USH3008", refused.Refusal.Code);
    }

    [Fact]
    public async Task The_lane_serves_again_once_the_journal_works()
    {
        await using var scenario = await new DeskScenario(limits: new SeatsSettings()).StartAsync(seats: 1);
        var ada = new RecordingPeer();
        scenario.Journal.FailNext(MemoryFault.Unavailable);
        scenario.Post(ada, scenario.Checkout(scenario.NewLease()));
        Assert.Equal("refused USH3008", await ada.HearAsync());

        scenario.Clock.Advance(TimeSpan.FromMilliseconds(100));
        // Administration goes through the lane even then, and so waits for its turn.
        await scenario.Desk.ExecuteAsync(Cad, new Settle(), default);

        Assert.Null(scenario.Desk.JournalFault);
        scenario.Post(ada, scenario.Checkout(scenario.NewLease()));
        Assert.Equal("granted 1", await ada.HearAsync());
        Assert.Equal(1, (await scenario.Desk.WhoAsync(Cad, 0, 10)).Total);
    }

    [Fact]
    public async Task A_lease_whose_check_in_was_lost_with_the_journal_keeps_its_heartbeat()
    {
        await using var scenario = await new DeskScenario(new PoolSettings { TtlDefault = TimeSpan.FromSeconds(60) }).StartAsync(seats: 1);
        var ada = new RecordingPeer();
        var lease = scenario.NewLease();
        scenario.Post(ada, scenario.Checkout(lease));
        await ada.HearAsync();
        var held = ada.Held.Single();
        scenario.Journal.FailNext(MemoryFault.Unavailable);
        scenario.Post(ada, new CheckIn(lease, DeskScenario.Person("ada")));
        Assert.Equal("refused USH3008", await ada.HearAsync());
        scenario.Clock.Advance(TimeSpan.FromSeconds(50));
        await scenario.Desk.ExecuteAsync(Cad, new Settle(), default);

        Assert.Equal(TimeSpan.FromSeconds(60), held.Beat(scenario.Clock.Now));

        scenario.Clock.Advance(TimeSpan.FromSeconds(30));
        await scenario.Desk.ExecuteAsync(Cad, new Settle(), default);
        Assert.False(ada.HasHeard);
        Assert.Equal(1, scenario.Desk.SummaryOf(Cad)!.Counts.Active);
    }

    [Theory]
    [InlineData(4, null)]
    [InlineData(5, "USH3005")]
    public async Task A_full_lane_answers_busy_and_does_not_grow(int requests, string? refused)
    {
        await using var scenario = await new DeskScenario(limits: new SeatsSettings { LaneRequestsMax = 4 }).StartAsync(seats: 10);
        var peer = new RecordingPeer();
        var hold = scenario.Journal.Hold();
        scenario.Post(peer, scenario.Checkout(scenario.NewLease()));
        await hold.Reached.WaitAsync(TimeSpan.FromSeconds(30));

        // The one that is being decided still counts.
        Refusal? last = null;
        for (var count = 1; count < requests; count++)
            last = scenario.Post(peer, scenario.Checkout(scenario.NewLease()));

        Assert.Equal(refused, last?.Code);
        hold.Release();
        for (var count = 0; count < 4; count++)
            Assert.Equal("granted 1", await peer.HearAsync());
    }

    [Fact]
    public async Task A_grant_from_the_queue_follows_the_answer_that_made_room()
    {
        await using var scenario = await new DeskScenario().StartAsync(seats: 1);
        var peer = new RecordingPeer();
        var first = scenario.NewLease();

        scenario.Post(
            peer,
            scenario.Checkout(first),
            scenario.Checkout(scenario.NewLease(), wait: TimeSpan.FromMinutes(1)),
            new CheckIn(first, DeskScenario.Person("ada")));

        Assert.Equal("granted 1", await peer.HearAsync());
        Assert.Equal("queued 1", await peer.HearAsync());
        Assert.Equal("Returned", await peer.HearAsync());
        Assert.Equal("granted from the queue", await peer.HearAsync());
        Assert.False(Assert.Single(peer.Held).IsWaiting);
    }

    [Fact]
    public async Task A_seat_whose_client_is_silent_lapses_without_anybody_asking()
    {
        var settings = new PoolSettings { TtlDefault = TimeSpan.FromSeconds(60) };
        await using var scenario = await new DeskScenario(settings).StartAsync(seats: 1);
        var ada = new RecordingPeer();
        scenario.Post(ada, scenario.Checkout(scenario.NewLease()));
        await ada.HearAsync();

        scenario.Clock.Advance(TimeSpan.FromSeconds(62));

        Assert.Equal("lost Lapsed", await ada.HearAsync());
        Assert.Empty(ada.Held);
    }

    [Fact]
    public async Task Who_left_starts_the_linger_of_all_it_holds()
    {
        await using var scenario = await new DeskScenario().StartAsync(seats: 2);
        var ada = new RecordingPeer();
        scenario.Post(ada, scenario.Checkout(scenario.NewLease()), scenario.Checkout(scenario.NewLease(), detached: true));
        scenario.Farewell(ada);
        Assert.Equal("granted 1", await ada.HearAsync());

        // Two rounds: the farewell is acted on after the batch that it came with.
        await scenario.Desk.ExecuteAsync(Cad, new Settle(), default);
        await scenario.Desk.ExecuteAsync(Cad, new Settle(), default);

        var counts = scenario.Desk.SummaryOf(Cad)!.Counts;
        Assert.Equal((1, 1), (counts.Active, counts.Lingering));
        Assert.Empty(ada.Held);
    }

    [Fact]
    public async Task What_another_peer_took_over_is_not_disconnected_by_the_first()
    {
        await using var scenario = await new DeskScenario().StartAsync(seats: 1);
        var (before, after) = (new RecordingPeer(), new RecordingPeer());
        var lease = scenario.NewLease();
        scenario.Post(before, scenario.Checkout(lease));
        await before.HearAsync();

        scenario.Post(after, scenario.Checkout(lease));
        Assert.Equal("resumed", await after.HearAsync());
        scenario.Farewell(before);
        await scenario.Desk.ExecuteAsync(Cad, new Settle(), default);
        await scenario.Desk.ExecuteAsync(Cad, new Settle(), default);

        Assert.Equal(1, scenario.Desk.SummaryOf(Cad)!.Counts.Active);
        Assert.Single(after.Held);
    }

    [Fact]
    public async Task A_farewell_is_not_lost_while_the_journal_fails()
    {
        await using var scenario = await new DeskScenario().StartAsync(seats: 1);
        var ada = new RecordingPeer();
        scenario.Post(ada, scenario.Checkout(scenario.NewLease()));
        await ada.HearAsync();
        scenario.Journal.FailNext(MemoryFault.Unavailable);
        scenario.Farewell(ada);
        await Assert.ThrowsAsync<DeskRefusedException>(async () =>
        {
            await scenario.SetSeatsAsync(5);
            await scenario.SetSeatsAsync(6);
        });

        scenario.Clock.Advance(TimeSpan.FromMilliseconds(100));
        await scenario.Desk.ExecuteAsync(Cad, new Settle(), default);

        Assert.Equal(1, scenario.Desk.SummaryOf(Cad)!.Counts.Lingering);
    }

    [Fact]
    public async Task Who_waits_and_is_connected_keeps_its_place_through_an_outage_of_the_journal()
    {
        await using var scenario = await new DeskScenario().StartAsync(seats: 1);
        var (ada, bob, eve) = (new RecordingPeer(), new RecordingPeer(), new RecordingPeer());
        var lease = scenario.NewLease();
        scenario.Post(ada, scenario.Checkout(lease));
        scenario.Post(bob, scenario.Checkout(scenario.NewLease(), "bob", wait: TimeSpan.FromHours(1)));
        scenario.Post(eve, scenario.Checkout(scenario.NewLease(), "eve", wait: TimeSpan.FromHours(1)));
        Assert.Equal("queued 1", await bob.HearAsync());
        Assert.Equal("queued 2", await eve.HearAsync());
        scenario.Journal.FailNext(MemoryFault.Unavailable);
        await Assert.ThrowsAsync<DeskRefusedException>(async () => await scenario.SetSeatsAsync(9));

        scenario.Clock.Advance(TimeSpan.FromMinutes(1));
        await scenario.Desk.ExecuteAsync(Cad, new Settle(), default);
        scenario.Clock.Advance(TimeSpan.FromMinutes(1));
        scenario.Post(ada, new CheckIn(lease, DeskScenario.Person("ada")));

        Assert.Equal("granted from the queue", await bob.HearAsync());
        Assert.False(bob.HasHeard);
        Assert.False(eve.HasHeard);
        Assert.Equal(1, scenario.Desk.SummaryOf(Cad)!.Counts.Queued);
    }

    [Fact]
    public async Task With_the_clock_set_back_nothing_is_granted_and_seats_can_be_returned()
    {
        await using var scenario = await new DeskScenario().StartAsync(seats: 2);
        var ada = new RecordingPeer();
        var lease = scenario.NewLease();
        scenario.Post(ada, scenario.Checkout(lease));
        await ada.HearAsync();
        scenario.Clock.Fault = new ServerFault("USH2301", "the clock was set back", "set it right");

        scenario.Post(
            ada,
            scenario.Checkout(scenario.NewLease()),
            scenario.Checkout(lease),
            new Renew(lease, DeskScenario.Person("ada"), TimeSpan.Zero),
            new CheckIn(lease, DeskScenario.Person("ada")));

        Assert.Equal("refused USH2301", await ada.HearAsync());
        Assert.Equal("resumed", await ada.HearAsync());
        Assert.Equal("Renewed", await ada.HearAsync());
        Assert.Equal("Returned", await ada.HearAsync());
    }
}
