using static Usher.Core.Tests.Spans;

namespace Usher.Core.Tests;

/// <summary>The stories that people tell of a license server.</summary>
public sealed class DeskStoryTests
{
    [Fact]
    public void A_silent_client_keeps_its_seat_until_the_linger_runs_out()
    {
        var desk = new DeskScenario(seats: 1);
        desk.Try("ada");
        desk.Disconnect("ada");

        desk.Advance(Seconds(30) - Tick);
        Assert.Equal("denied AllSeatsTaken", desk.Try("bob"));

        desk.Advance(Tick);
        Assert.Equal("granted 1", desk.Try("bob"));
    }

    [Fact]
    public void A_cable_out_and_in_gives_the_same_seat_not_a_second_one()
    {
        var desk = new DeskScenario(seats: 2);
        desk.Try("ada");
        desk.Disconnect("ada");
        desk.Advance(Seconds(10));

        Assert.Equal("granted 1 resumed", desk.Try("ada"));
        Assert.Equal(1, desk.Counts.Free);
    }

    [Fact]
    public void A_client_that_lost_its_answer_and_its_connection_is_seated_once()
    {
        var desk = new DeskScenario(seats: 2);
        desk.Try("ada");
        desk.Disconnect("ada");

        Assert.Equal("granted 1 resumed", desk.Repeat());
        Assert.Equal("granted 1 resumed", desk.Repeat());
        Assert.Equal((1, 1, 0), (desk.Counts.Active, desk.Counts.Free, desk.Counts.Lingering));
    }

    [Fact]
    public void A_laptop_that_slept_gets_its_seat_back_and_the_newcomer_keeps_its_own()
    {
        var desk = new DeskScenario(seats: 1);
        desk.Try("ada");
        desk.Advance(Minutes(11));
        desk.Try("bob");

        Assert.Equal("granted 1 late overdraft", desk.Try("ada"));
        Assert.Equal((1, 1, 0), (desk.Counts.Active, desk.Counts.Overdraft, desk.Counts.Free));

        desk.CheckIn("bob");
        Assert.Equal((1, 0, 0), (desk.Counts.Active, desk.Counts.Overdraft, desk.Counts.Free));
        Assert.Equal("denied AllSeatsTaken", desk.Try("eve"));

        desk.CheckIn("ada");
        Assert.Equal("granted 1", desk.Try("eve"));
    }

    [Fact]
    public void A_heartbeat_every_two_minutes_keeps_a_seat_for_a_day_with_few_events()
    {
        var desk = new DeskScenario(seats: 1);
        desk.Try("ada");
        for (var minute = 0; minute < 24 * 60; minute += 2)
        {
            desk.Advance(Minutes(2));
            desk.Seen("ada");
        }

        Assert.Equal("denied AllSeatsTaken", desk.Try("bob"));
        var renewals = desk.Story.OfType<PoolEvent.LeaseRenewed>().Count();
        Assert.InRange(renewals, 24 * 60 / 10, 24 * 60 / 5);
    }

    [Fact]
    public void One_settle_looks_at_all_who_were_seen_and_writes_down_one()
    {
        var desk = new DeskScenario(seats: 100);
        for (var i = 0; i < 100; i++)
            desk.Try($"u{i}");
        desk.Sleep(Minutes(8));
        for (var i = 0; i < 100; i++)
            desk.Seen($"u{i}");

        desk.Do(new Settle());

        Assert.Single(desk.Happened.OfType<PoolEvent.LeaseRenewed>());
        Assert.Equal(100, desk.Counts.Active);
        Assert.True(desk.Pool.NextDue > desk.Now + Minutes(7));
    }

    [Fact]
    public void Where_much_happens_signs_of_life_are_not_written_down()
    {
        var desk = AnHourOfAdaWhileBobComesAndGoes();

        Assert.Empty(desk.Story.OfType<PoolEvent.LeaseRenewed>());
        Assert.Equal(1, desk.Counts.Active);
    }

    [Fact]
    public void After_a_restart_a_deadline_that_was_never_written_down_costs_nobody_the_seat()
    {
        var desk = AnHourOfAdaWhileBobComesAndGoes();

        var restarted = Chronicle.Replay(desk.Pool, desk.Story);
        restarted.Execute(new ResumeService(), desk.Now + Minutes(30), []);

        Assert.Equal(desk.Now + Minutes(40), Assert.Single(restarted.Leases()).Until);
    }

    [Fact]
    public void A_silent_lease_ends_at_its_deadline_also_when_others_due_soon_are_seen()
    {
        var desk = new DeskScenario(seats: 3);
        desk.Try("ada");
        desk.Advance(TimeSpan.FromMilliseconds(400));
        desk.Try("bob");
        desk.Advance(TimeSpan.FromMilliseconds(400));
        desk.Try("eve");
        desk.Sleep(Minutes(9));
        desk.Seen("ada");
        desk.Seen("eve");

        desk.Advance(Minutes(1) + TimeSpan.FromSeconds(2) - TimeSpan.FromMilliseconds(401));
        Assert.Equal(3, desk.Counts.Active);
        desk.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(DeskScenario.IdOf("bob"), Assert.Single(desk.Story.OfType<PoolEvent.LeaseEnded>()).Lease);
    }

    [Fact]
    public void Everyone_who_waits_is_seated_the_moment_seats_come_free()
    {
        var desk = new DeskScenario(seats: 3);
        desk.Try("ada", seats: 3);
        desk.Wait("bob", Hours(1));
        desk.Wait("eve", Hours(1), seats: 2);

        desk.CheckIn("ada");

        Assert.Equal(
            ["LeaseEnded", "LeaseGranted", "LeaseGranted"], desk.Happened.Select(happened => happened.GetType().Name));
        Assert.All(desk.Happened.OfType<PoolEvent.LeaseGranted>(), granted => Assert.Equal(GrantKind.FromQueue, granted.Kind));
        Assert.Equal(0, desk.Counts.Free);
    }

    [Fact]
    public void A_big_request_is_not_starved_by_small_ones()
    {
        var desk = new DeskScenario(seats: 3);
        desk.Try("ada");
        desk.Try("bob");
        desk.Try("eve");
        desk.Wait("big", Hours(1), seats: 3);
        desk.Wait("dan", Hours(1));

        desk.CheckIn("ada");
        desk.CheckIn("bob");
        Assert.Equal("denied AllSeatsTaken", desk.Try("fay"));

        desk.CheckIn("eve");
        Assert.Equal("big", Assert.Single(desk.Pool.Leases()).Holder.User);
    }

    [Fact]
    public void A_license_renewed_in_time_is_not_noticed_by_anybody()
    {
        var ending = DeskScenario.Line("A", 1) with { EndsAt = DeskScenario.Start + Hours(1) };
        var desk = new DeskScenario(null, ending);
        desk.Sleep(Minutes(55));
        desk.Try("ada");
        Assert.Equal(ending.EndsAt, desk.Pool.PresenceOf(DeskScenario.IdOf("ada"))!.EndsAt);

        desk.SetLines(ending with { EndsAt = DeskScenario.Start + Hours(100) });
        desk.Sleep(Minutes(5));
        desk.Seen("ada");
        desk.Advance(Seconds(1));

        Assert.Equal("denied AllSeatsTaken", desk.Try("bob"));
        Assert.Equal(DeskScenario.Start + Hours(1) + Minutes(10), desk.Pool.Find(DeskScenario.IdOf("ada"))!.Until);
    }

    [Fact]
    public void A_revoke_tells_who_is_refused_until_when_and_why()
    {
        var desk = new DeskScenario(seats: 1);
        desk.Try("ada");

        desk.Revoke("ada", "the course begins");
        var revoked = Assert.IsType<Reply.Revoked>(desk.LastReply);
        Assert.Equal(("ada", desk.Now + Minutes(2)), (revoked.Lease.Holder.User, revoked.CoolDownUntil));

        desk.Try("ada");
        var denial = Assert.IsType<Reply.Denied>(desk.LastReply).Denial;
        Assert.Equal((DenialReason.CoolingDown, desk.Now + Minutes(2), "the course begins"), (denial.Reason, denial.RetryAt, denial.Note));
    }

    [Fact]
    public void A_return_ends_no_later_holding_of_the_same_lease()
    {
        var desk = new DeskScenario(seats: 1);
        var first = desk.NewCheckout("ada");
        var again = desk.NewCheckout("ada");
        desk.Do(first);
        desk.Do(again);

        Assert.Equal("nothing to return", desk.Do(new CheckIn(first.Lease, first.Holder, first.RequestId)));
        Assert.Empty(desk.Happened);
        Assert.Equal("denied AllSeatsTaken", desk.Try("bob"));

        Assert.Equal("returned", desk.Do(new CheckIn(first.Lease, first.Holder, again.RequestId)));
        Assert.Equal("granted 1", desk.Try("bob"));
    }

    [Fact]
    public void A_restart_of_the_service_takes_no_seat_from_anybody()
    {
        var desk = new DeskScenario(seats: 3);
        desk.Try("ada");
        desk.Try("bob");
        desk.Disconnect("bob");
        desk.Sleep(Hours(5));
        var reloaded = Chronicle.Replay(desk.Pool, desk.Story);

        reloaded.Execute(new ResumeService(), desk.Now, []);

        Assert.Equal(2, reloaded.Count(desk.Now).Active);
        Assert.All(reloaded.Leases(), lease => Assert.Equal(desk.Now + Minutes(10), lease.Until));
    }

    [Fact]
    public void A_reloaded_pool_takes_over_the_heartbeats()
    {
        var desk = new DeskScenario(seats: 2);
        desk.Try("ada");
        desk.Try("bob");
        var reloaded = Chronicle.Replay(desk.Pool, desk.Story);
        var adasCell = desk.Pool.PresenceOf(DeskScenario.IdOf("ada"))!;
        var bobsCell = desk.Pool.PresenceOf(DeskScenario.IdOf("bob"))!;
        reloaded.Execute(new CheckIn(DeskScenario.IdOf("bob"), DeskScenario.Person("bob")), desk.Now, []);

        reloaded.AdoptPresence(desk.Pool);
        adasCell.Seen(desk.Now + Minutes(9));
        reloaded.Execute(new Settle(), desk.Now + Minutes(11), []);

        Assert.Same(adasCell, reloaded.PresenceOf(DeskScenario.IdOf("ada")));
        Assert.Equal(DateTimeOffset.MinValue, bobsCell.EndsAt);
        Assert.Equal(1, reloaded.Count(desk.Now).Active);
    }

    [Fact]
    public void A_lease_without_a_connection_that_a_reload_brings_back_has_its_signs_of_life()
    {
        var (desk, lease, cell, reloaded) = AdaWithoutAConnection();
        desk.Advance(Minutes(9));
        cell.Seen(desk.Now);
        desk.Pool.Execute(new CheckIn(lease, DeskScenario.Person("ada")), desk.Now, []);

        reloaded.AdoptPresence(desk.Pool);
        desk.Advance(Minutes(9));
        reloaded.Execute(new Settle(), desk.Now, []);

        Assert.Same(cell, reloaded.PresenceOf(lease));
        Assert.True(cell.EndsAt > desk.Now);
        Assert.Equal(1, reloaded.Count(desk.Now).Active);
    }

    [Fact]
    public void What_ended_durably_leaves_nothing_behind_for_a_reload()
    {
        var (desk, lease, cell, reloaded) = AdaWithoutAConnection();
        desk.Pool.Execute(new CheckIn(lease, DeskScenario.Person("ada")), desk.Now, []);
        desk.Pool.EndsAreDurable();

        reloaded.AdoptPresence(desk.Pool);

        Assert.NotSame(cell, reloaded.PresenceOf(lease));
    }

    [Fact]
    public void The_end_of_a_lease_ends_its_promises()
    {
        var desk = new DeskScenario(seats: 1);
        desk.Try("ada");
        var cell = desk.Pool.PresenceOf(DeskScenario.IdOf("ada"))!;
        Assert.Equal(DateTimeOffset.MaxValue, cell.EndsAt);

        desk.CheckIn("ada");

        Assert.Equal(DateTimeOffset.MinValue, cell.EndsAt);
        Assert.Null(desk.Pool.PresenceOf(DeskScenario.IdOf("ada")));
    }

    [Fact]
    public void A_removed_license_promises_nothing_beyond_the_deadline()
    {
        var desk = new DeskScenario(seats: 1);
        desk.Try("ada");
        var granted = Assert.IsType<Reply.Granted>(desk.LastReply);

        desk.SetLines();

        Assert.Equal(granted.ExpiresAt, desk.Pool.PresenceOf(DeskScenario.IdOf("ada"))!.EndsAt);
    }

    [Fact]
    public void Events_for_leases_that_nobody_knows_change_nothing()
    {
        var desk = new DeskScenario(seats: 1);
        var before = Chronicle.Of(desk.Pool);
        var stranger = DeskScenario.IdOf("stranger");

        PoolEvent[] late =
        [
            new PoolEvent.LeaseRenewed(desk.Now, stranger, Minutes(1), desk.Now),
            new PoolEvent.LeaseResumed(desk.Now, default, stranger, desk.Now),
            new PoolEvent.LeaseMoved(desk.Now, stranger, [], desk.Now),
            new PoolEvent.LeaseLingering(desk.Now, stranger, desk.Now),
            new PoolEvent.LeaseEnded(desk.Now, stranger, EndReason.Lapsed),
            new PoolEvent.WaiterAbsent(desk.Now, stranger, desk.Now),
            new PoolEvent.WaiterReturned(desk.Now, stranger),
            new PoolEvent.WaitEnded(desk.Now, stranger, WaitEndReason.Cancelled),
        ];
        foreach (var happened in late)
            desk.Pool.Apply(happened);

        Assert.Equal(before, Chronicle.Of(desk.Pool));
    }

    private static DeskScenario AnHourOfAdaWhileBobComesAndGoes()
    {
        var desk = new DeskScenario(seats: 2);
        desk.Try("ada");
        for (var minute = 0; minute < 60; minute++)
        {
            desk.Advance(TimeSpan.FromSeconds(59));
            desk.Seen("ada");
            desk.Try("bob");
            desk.CheckIn("bob");
        }

        return desk;
    }

    /// <summary>Ada's lease, its heartbeat cell, and the pool as a reload at this point would have it.</summary>
    private static (DeskScenario Desk, LeaseId Lease, Presence Cell, Pool Reloaded) AdaWithoutAConnection()
    {
        var desk = new DeskScenario(seats: 1);
        desk.Do(desk.NewCheckout("ada") with { Connectionless = true });
        var lease = desk.Pool.Leases().Single().Lease;
        return (desk, lease, desk.Pool.PresenceOf(lease)!, Chronicle.Replay(desk.Pool, desk.Story));
    }
}
