namespace Usher.Core.Tests;

/// <summary>A heartbeat comes in, on its own thread, at the very moment at which the lane decides about the lease.</summary>
public sealed class HeartbeatOrEndTests
{
    private static readonly TimeSpan Ttl = DeskScenario.CaseSettings.TtlDefault;

    [Fact]
    public void A_heartbeat_after_the_decision_and_before_the_end_keeps_the_seat()
    {
        var (desk, cell, end) = AdaAboutToLapse();

        Assert.Equal(Ttl, cell.Beat(desk.Now, Ttl));

        Assert.False(desk.Pool.TryTake(end, desk.Now, []));
        Assert.Equal("denied AllSeatsTaken", desk.Try("bob"));
    }

    [Fact]
    public void A_heartbeat_after_the_end_is_promised_nothing()
    {
        var (desk, cell, end) = AdaAboutToLapse();

        Assert.True(desk.Pool.TryTake(end, desk.Now, []));

        Assert.Equal((false, TimeSpan.Zero), (cell.Seen(desk.Now), cell.Beat(desk.Now, Ttl)));
        Assert.Equal("granted 1", desk.Try("bob"));
    }

    [Fact]
    public void Who_was_seen_in_between_is_judged_anew_when_silent_again()
    {
        var (desk, cell, end) = AdaAboutToLapse();
        cell.Seen(desk.Now);
        desk.Pool.TryTake(end, desk.Now, []);

        desk.Advance(Ttl + desk.Pool.Settings.MarginOf(Ttl) - Spans.Tick);
        Assert.Equal("denied AllSeatsTaken", desk.Try("bob"));

        desk.Advance(Spans.Tick);
        Assert.Equal("granted 1", desk.Try("bob"));
    }

    [Fact]
    public void Who_was_seen_in_between_loses_a_line_that_has_ended_for_that_reason()
    {
        var desk = new DeskScenario(settings: null, DeskScenario.Line("A", 1) with { EndsAt = DeskScenario.Start + Spans.Minutes(5) });
        desk.Try("ada");
        var cell = desk.Pool.PresenceOf(DeskScenario.IdOf("ada"))!;
        desk.Sleep(Spans.Minutes(11));
        var end = desk.Pool.Decide(new Settle(), desk.Now).Event!;

        Assert.True(cell.Beat(desk.Now, Ttl) < TimeSpan.Zero);
        Assert.False(desk.Pool.TryTake(end, desk.Now, []));

        desk.Do(new Settle());
        Assert.Equal(EndReason.LicenseEnded, Assert.IsType<PoolEvent.LeaseEnded>(Assert.Single(desk.Happened)).Reason);
    }

    [Fact]
    public void A_decision_that_nobody_takes_closes_nothing()
    {
        var (desk, cell, _) = AdaAboutToLapse();

        Assert.Equal(Ttl, cell.Beat(desk.Now, Ttl));
    }

    [Fact]
    public void A_what_if_closes_nothing()
    {
        var (desk, cell, _) = AdaAboutToLapse();

        desk.Pool.Copy().With([], desk.Now);

        Assert.Equal(Ttl, cell.Beat(desk.Now, Ttl));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_lapse_that_does_not_become_durable_leaves_no_cell_closed(bool connectionless)
    {
        var desk = new DeskScenario(seats: 1);
        desk.Do(desk.NewCheckout("ada") with { Connectionless = connectionless });
        var reloaded = Chronicle.Replay(desk.Pool, desk.Story);
        desk.Advance(Spans.Minutes(11));
        Assert.Equal(0, desk.Pool.LeaseCount);

        reloaded.AdoptPresence(desk.Pool);

        Assert.Equal(Ttl, reloaded.PresenceOf(DeskScenario.IdOf("ada"))!.Beat(desk.Now, Ttl));
    }

    [Fact]
    public void Life_that_was_shown_too_late_counts_when_the_lapse_does_not_become_durable()
    {
        var desk = new DeskScenario(seats: 1);
        desk.Do(desk.NewCheckout("ada") with { Connectionless = true });
        var reloaded = Chronicle.Replay(desk.Pool, desk.Story);
        var cell = desk.Pool.PresenceOf(DeskScenario.IdOf("ada"))!;
        desk.Advance(Spans.Minutes(11));
        Assert.False(cell.Seen(desk.Now));

        reloaded.AdoptPresence(desk.Pool);
        reloaded.Execute(new Settle(), desk.Now, []);

        Assert.Equal(1, reloaded.Count(desk.Now).Active);
    }

    [Fact]
    public void A_heartbeat_before_the_linger_is_promised_no_more_than_that()
    {
        var (desk, cell) = AdaAfterFiveMinutes();
        var lingering = desk.Pool.Decide(new Disconnect(DeskScenario.IdOf("ada"), IsGone: false), desk.Now).Event!;

        Assert.True(desk.Pool.TryLower(lingering));

        Assert.Equal(((PoolEvent.LeaseLingering)lingering).Until, desk.Now + cell.Beat(desk.Now, Ttl));
    }

    [Fact]
    public void A_heartbeat_before_a_shorter_life_is_promised_no_more_than_that()
    {
        var (desk, cell) = AdaAfterFiveMinutes();
        var shorter = desk.Pool.Decide(new Renew(DeskScenario.IdOf("ada"), DeskScenario.Person("ada"), Spans.Minutes(1)), desk.Now).Event!;

        Assert.True(desk.Pool.TryLower(shorter));

        Assert.Equal(Spans.Minutes(1), cell.Beat(desk.Now, Ttl));
    }

    [Fact]
    public async Task No_seat_lapses_whose_client_is_promised_a_life_at_the_same_moment() => Assert.Equal(
        0, await SilentDesk.BrokenPromisesAsync(silence: Ttl + DeskScenario.CaseSettings.MarginOf(Ttl), _ => new Settle()));

    [Fact]
    public async Task No_seat_lingers_less_than_its_client_is_promised_at_the_same_moment() => Assert.Equal(
        0, await SilentDesk.BrokenPromisesAsync(silence: Ttl / 2, lease => new Disconnect(lease, IsGone: false)));

    [Fact]
    public async Task No_shorter_life_takes_back_what_its_client_is_promised_at_the_same_moment() => Assert.Equal(
        0, await SilentDesk.BrokenPromisesAsync(silence: Ttl / 2, lease => new Renew(lease, SilentDesk.Ada, Spans.Minutes(1))));

    private static (DeskScenario Desk, Presence Cell) AdaAfterFiveMinutes()
    {
        var desk = new DeskScenario(seats: 1);
        desk.Try("ada");
        desk.Sleep(Spans.Minutes(5));
        return (desk, desk.Pool.PresenceOf(DeskScenario.IdOf("ada"))!);
    }

    /// <summary>Ada was silent for too long, and the pool has decided so; but it has not happened yet.</summary>
    private static (DeskScenario Desk, Presence Cell, PoolEvent End) AdaAboutToLapse()
    {
        var desk = new DeskScenario(seats: 1);
        desk.Try("ada");
        desk.Sleep(Spans.Minutes(11));
        var end = Assert.IsType<PoolEvent.LeaseEnded>(desk.Pool.Decide(new Settle(), desk.Now).Event);
        Assert.Equal(EndReason.Lapsed, end.Reason);
        return (desk, desk.Pool.PresenceOf(DeskScenario.IdOf("ada"))!, end);
    }
}
