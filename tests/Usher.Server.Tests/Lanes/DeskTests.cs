using Usher.Core;
using Usher.Journal;
using Usher.Server.Lanes;

namespace Usher.Server.Tests.Lanes;

public sealed class DeskTests
{
    private static readonly PoolId Cad = DeskScenario.Cad;

    [Fact]
    public async Task Only_license_lines_make_a_pool()
    {
        await using var scenario = await new DeskScenario().StartAsync(seats: 0);

        var refused = await Assert.ThrowsAsync<DeskRefusedException>(
            async () => await scenario.Desk.ExecuteAsync(Cad, new Revoke(scenario.NewLease(), "", "root"), default));
        Assert.Equal("USH2001", refused.Refusal.Code);
        Assert.Null(scenario.Desk.Resolve("cad", out _));

        await scenario.SetSeatsAsync(3);
        Assert.Equal(Cad, scenario.Desk.Resolve("cad", out _));
        Assert.Equal(3, scenario.Desk.SummaryOf(Cad)!.Counts.Total);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_lease_is_found_where_it_lives_or_waits_before_where_it_is_over(int lanes)
    {
        await using var scenario = await new DeskScenario(lanes: lanes).StartAsync(seats: 1);
        var (desk, lease) = (scenario.Desk, scenario.NewLease());
        await scenario.SetSeatsAsync(1, new PoolId("zenith", "cam"));
        Assert.Null(await desk.FindPoolAsync(lease));

        await desk.ExecuteAsync(Cad, scenario.Checkout(lease), default);
        Assert.Equal(Cad, (await desk.FindPoolAsync(lease))?.Id);

        await desk.ExecuteAsync(Cad, new CheckIn(lease, DeskScenario.Person("ada")), default);
        Assert.Equal(Cad, (await desk.FindPoolAsync(lease))?.Id);

        await desk.ExecuteAsync(new PoolId("zenith", "cam"), scenario.Checkout(lease), default);
        Assert.Equal(new PoolId("zenith", "cam"), (await desk.FindPoolAsync(lease))?.Id);

        var waiting = scenario.NewLease();
        await desk.ExecuteAsync(new PoolId("zenith", "cam"), scenario.Checkout(waiting, wait: TimeSpan.FromMinutes(1)), default);
        Assert.Equal(new PoolId("zenith", "cam"), (await desk.FindPoolAsync(waiting))?.Id);
    }

    [Fact]
    public async Task A_name_that_one_licensed_vendor_has_is_not_ambiguous()
    {
        await using var scenario = await new DeskScenario().StartAsync(seats: 1);
        var other = new PoolId("zenith", "cad");
        await scenario.SetSeatsAsync(1, other);
        Assert.Null(scenario.Desk.Resolve("cad", out var ambiguous));
        Assert.True(ambiguous);
        Assert.Equal(["acme/cad", "zenith/cad"], scenario.Desk.NamesOf("cad").Order());

        await scenario.SetSeatsAsync(0, other);

        Assert.Equal(Cad, scenario.Desk.Resolve("cad", out ambiguous));
        Assert.False(ambiguous);
        Assert.Equal(other, scenario.Desk.Resolve("zenith/cad", out _));
    }

    [Theory]
    [InlineData("cda", "acme/cad")]
    [InlineData("CAD", "acme/cad")]
    [InlineData("acme/card", "acme/cad")]
    [InlineData("solve", "acme/solver")]
    [InlineData("xyzzy", null)]
    public async Task Names_near_an_unknown_one_are_found(string wanted, string? found)
    {
        await using var scenario = await new DeskScenario().StartAsync(seats: 1);
        await scenario.SetSeatsAsync(1, new PoolId("acme", "solver"));

        Assert.Equal(found, scenario.Desk.SimilarTo(wanted).FirstOrDefault());
    }

    [Fact]
    public async Task At_most_three_names_are_offered()
    {
        await using var scenario = await new DeskScenario().StartAsync(seats: 1);
        foreach (var feature in new[] { "cad1", "cad2", "cad3", "cad4" })
            await scenario.SetSeatsAsync(1, new PoolId("acme", feature));

        Assert.Equal(3, scenario.Desk.SimilarTo("cad9").Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Pools_in_any_number_of_lanes_are_listed_by_name_and_paged_as_one(int lanes)
    {
        await using var scenario = await new DeskScenario(lanes: lanes).StartAsync(seats: 2);
        var pools = new[] { new PoolId("acme", "a"), new PoolId("acme", "b"), new PoolId("zenith", "a") };
        foreach (var pool in pools)
        {
            await scenario.SetSeatsAsync(2, pool);
            await scenario.Desk.ExecuteAsync(pool, scenario.Checkout(scenario.NewLease()), default);
            await scenario.Desk.ExecuteAsync(pool, scenario.Checkout(scenario.NewLease()), default);
            await scenario.Desk.ExecuteAsync(pool, scenario.Checkout(scenario.NewLease(), wait: TimeSpan.FromMinutes(1)), default);
        }

        Assert.Equal(["acme/a", "acme/b", "acme/cad", "zenith/a"], scenario.Desk.Summaries.Select(summary => summary.Pool.ToString()));
        var all = await scenario.Desk.WhoAsync(null, 0, 100);
        Assert.Equal((9, 9), (all.Total, all.Rows.Length));
        var page = await scenario.Desk.WhoAsync(null, 2, 4);
        Assert.Equal(9, page.Total);
        Assert.Equal(all.Rows[2..6], page.Rows);
        Assert.NotNull(page.Rows[0].Wait);
        Assert.Equal(pools[1], page.Rows[1].Pool);
    }

    [Fact]
    public async Task A_restart_finds_every_lease_by_snapshot_and_replay()
    {
        await using var scenario = await new DeskScenario().StartAsync(seats: 10);
        await scenario.Desk.ExecuteAsync(Cad, scenario.Checkout(scenario.NewLease()), default);
        await scenario.Desk.DisposeAsync();
        Assert.NotNull(await scenario.Journal.ReadSnapshotAsync(LanePool.StreamOf(Cad)));

        await scenario.RestartAsync();
        await scenario.Desk.ExecuteAsync(Cad, scenario.Checkout(scenario.NewLease()), default);
        await scenario.RestartAsync();

        Assert.Equal(2, scenario.Desk.SummaryOf(Cad)!.Counts.Active);
    }

    [Fact]
    public async Task A_snapshot_is_taken_after_ten_thousand_events_and_not_before()
    {
        FaultyJournal? journal = null;
        await using var scenario = await new DeskScenario(journal: inner => journal = new FaultyJournal(inner)).StartAsync(seats: 1);
        var peer = new RecordingPeer();

        // 1 for the lines; each round is 2.
        await RoundsAsync(scenario, peer, 4_999);
        Assert.Equal(0, journal!.SnapshotsWritten);

        await RoundsAsync(scenario, peer, 1);
        await journal.SnapshotWrittenAsync();
        Assert.Equal(10_001, (await scenario.Journal.ReadSnapshotAsync(LanePool.StreamOf(Cad)))!.Sequence);
    }

    [Fact]
    public async Task A_damaged_journal_stops_the_start()
    {
        await using var scenario = await new DeskScenario().StartAsync(seats: 1);
        var batch = new Batch(new Guid(9, 9, 9, new byte[8]),
            [new StreamAppend(LanePool.StreamOf(new PoolId("acme", "bad")), 0, 1, scenario.Clock.Now, new byte[] { 0xff, 0xff })]);
        await scenario.Journal.AppendAsync(batch);

        await Assert.ThrowsAsync<JournalCorruptException>(scenario.RestartAsync);
    }

    [Fact]
    public async Task A_desk_that_ended_refuses()
    {
        await using var scenario = await new DeskScenario().StartAsync(seats: 1);
        var pool = scenario.Desk.Find("cad", out _)!;
        await scenario.Desk.DisposeAsync();

        var refused = await Assert.ThrowsAsync<DeskRefusedException>(async () => await scenario.SetSeatsAsync(2));

        Assert.Equal("USH3007", refused.Refusal.Code);
        Assert.Equal("USH3007", pool.Lane.Post(new Posting(new RecordingPeer()))!.Code);
    }

    [Fact]
    public async Task What_was_posted_before_the_end_is_still_decided()
    {
        await using var scenario = await new DeskScenario().StartAsync(seats: 1);
        var ada = new RecordingPeer();
        var hold = scenario.Journal.Hold();
        scenario.Post(ada, scenario.Checkout(scenario.NewLease()));
        scenario.Post(ada, scenario.Checkout(scenario.NewLease()));
        await hold.Reached.WaitAsync(TimeSpan.FromSeconds(30));

        var ending = scenario.Desk.DisposeAsync();
        hold.Release();
        await ending;

        Assert.Equal("granted 1", await ada.HearAsync());
        Assert.Equal("denied AllSeatsTaken", await ada.HearAsync());
    }

    [Fact]
    public async Task A_line_that_ends_is_shown_as_ended_without_anybody_asking()
    {
        await using var scenario = await new DeskScenario().StartAsync(seats: 0);
        var line = DeskScenario.Line(5) with { EndsAt = scenario.Clock.Now.AddHours(1) };
        await scenario.Desk.ExecuteAsync(Cad, new SetLines([line]), default);
        Assert.Equal(5, scenario.Desk.SummaryOf(Cad)!.Counts.Total);

        scenario.Clock.Advance(TimeSpan.FromHours(1));
        await scenario.Desk.WhoAsync(Cad, 0, 1);

        Assert.Equal(0, scenario.Desk.SummaryOf(Cad)!.Counts.Total);
        Assert.Equal(LineState.Ended, Assert.Single(scenario.Desk.SummaryOf(Cad)!.Lines).State);
    }

    [Fact]
    public async Task A_change_of_lines_is_told_once_it_is_durable_and_only_if_it_is_one()
    {
        await using var scenario = await new DeskScenario().StartAsync(seats: 1);
        var told = new List<PoolId>();
        scenario.Desk.LinesChanged += told.Add;

        await scenario.SetSeatsAsync(1);
        Assert.Empty(told);
        await scenario.SetSeatsAsync(2);
        Assert.Equal([Cad], told);
    }

    private static async Task RoundsAsync(DeskScenario scenario, RecordingPeer peer, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            var lease = scenario.NewLease();
            scenario.Post(peer, scenario.Checkout(lease), new CheckIn(lease, DeskScenario.Person("ada")));
            await peer.HearAsync();
            await peer.HearAsync();
        }
    }
}
