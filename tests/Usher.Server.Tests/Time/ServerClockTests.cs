using Usher.Protocol;
using Usher.Server.Time;

namespace Usher.Server.Tests.Time;

public sealed class ServerClockTests
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5), Tick = TimeSpan.FromTicks(1);

    private readonly TwoHands machine = new();

    [Fact]
    public void A_clock_on_a_new_journal_starts_at_the_wall_clock_and_advances()
    {
        var clock = Start(null);
        machine.Pass(TimeSpan.FromSeconds(7));
        Assert.Equal(machine.Wall, clock.Now);
        Assert.Null(clock.Fault);
    }

    [Fact]
    public void A_wall_clock_a_little_behind_the_journal_starts_at_the_journals_newest_entry()
    {
        var clock = Start(machine.Wall + Tolerance);
        Assert.Equal(machine.Wall + Tolerance, clock.Now);
        Assert.Null(clock.Fault);
    }

    [Fact]
    public void A_wall_clock_further_behind_the_journal_than_the_tolerance_is_a_fault_until_it_is_right()
    {
        var clock = Start(machine.Wall + Tolerance + Tick);
        Assert.Equal(ErrorCodes.ClockSetBack, clock.Fault?.Code);
        Assert.Contains("5m behind", clock.Fault!.Message, StringComparison.Ordinal);

        machine.Wall += Tick;
        Assert.Equal(ClockChange.Recovered, clock.Check());
        Assert.Null(clock.Fault);
    }

    [Fact]
    public void A_wall_clock_set_back_while_the_server_runs_is_a_fault_beyond_the_tolerance_and_never_moves_the_clock_back()
    {
        var clock = Start(null);
        var before = clock.Now;

        machine.Wall -= Tolerance;
        Assert.Null(clock.Check());
        machine.Wall -= Tick;
        Assert.Equal(ClockChange.SetBack, clock.Check());
        Assert.Equal(before, clock.Now);

        machine.Pass(TimeSpan.FromMinutes(1));
        Assert.Null(clock.Check());
        Assert.Equal(before + TimeSpan.FromMinutes(1), clock.Now);
        Assert.Contains($"since {before:yyyy-MM-dd HH:mm:ss}Z", clock.Fault!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wall_clock_that_was_set_ahead_by_a_second_is_followed_by_a_leap_that_is_counted()
    {
        var clock = Start(null);

        machine.Wall += ServerClock.AheadMax;
        Assert.Equal(ClockChange.Leapt, clock.Check());
        Assert.Equal(new ClockReading(machine.Wall, 1, ServerClock.AheadMax), clock.Read());

        machine.Wall += TimeSpan.FromHours(2);
        Assert.Equal(ClockChange.Leapt, clock.Check());
        Assert.Equal(new ClockReading(machine.Wall, 2, ServerClock.AheadMax + TimeSpan.FromHours(2)), clock.Read());
    }

    [Fact]
    public void A_wall_clock_that_is_ahead_by_less_is_followed_little_by_little()
    {
        var clock = Start(null);
        var before = clock.Now;
        machine.Wall += ServerClock.AheadMax - Tick;
        Assert.Null(clock.Check());
        Assert.Equal(before, clock.Now);

        machine.Pass(TimeSpan.FromSeconds(1_000));
        Assert.Equal(before + TimeSpan.FromSeconds(1_000.5), clock.Now);

        machine.Pass(TimeSpan.FromSeconds(1_000));
        Assert.Equal(new ClockReading(machine.Wall, 0), clock.Read());
        machine.Pass(TimeSpan.FromDays(1));
        Assert.Equal(machine.Wall, clock.Now);
    }

    [Fact]
    public void A_wall_clock_that_is_behind_within_the_tolerance_is_waited_for_little_by_little()
    {
        var clock = Start(null);
        var before = clock.Now;
        machine.Wall -= TimeSpan.FromSeconds(1);
        Assert.Null(clock.Check());
        Assert.Equal(before, clock.Now);

        machine.Pass(TimeSpan.FromSeconds(1_000));
        Assert.Equal(before + TimeSpan.FromSeconds(999.5), clock.Now);

        machine.Pass(TimeSpan.FromSeconds(1_000));
        Assert.Equal(machine.Wall, clock.Now);
    }

    [Fact]
    public void A_wall_clock_beyond_the_tolerance_is_not_waited_for()
    {
        var clock = Start(null);
        machine.Wall -= Tolerance;
        clock.Check();
        machine.Wall -= Tick;
        clock.Check();
        var before = clock.Now;

        machine.Pass(TimeSpan.FromDays(1));

        Assert.Equal(before + TimeSpan.FromDays(1), clock.Now);
        Assert.NotNull(clock.Fault);
    }

    [Theory]
    [InlineData(ServerClock.SlewPpmMax)]
    [InlineData(-ServerClock.SlewPpmMax)]
    public void A_wall_clock_that_drifts_no_faster_than_it_is_followed_is_never_leapt_after(int ppm)
    {
        var clock = Start(null);
        for (var second = 0; second < 86_400; second++)
            Assert.Null(LookAfterASecond(clock, ppm));

        Assert.Equal(0, clock.Leaps);
        Assert.InRange((machine.Wall - clock.Now).Duration(), TimeSpan.Zero, TimeSpan.FromMilliseconds(2));
    }

    [Fact]
    public void A_wall_clock_that_drifts_away_faster_is_leapt_after_once_it_is_a_minute_ahead()
    {
        var clock = Start(null);
        const int FasterPpm = 10_000;
        var seconds = 0;
        while (LookAfterASecond(clock, ServerClock.SlewPpmMax + FasterPpm) is null)
            seconds++;

        Assert.InRange(seconds * FasterPpm / 1e6, ServerClock.LagMax.TotalSeconds - 0.02, ServerClock.LagMax.TotalSeconds);
        Assert.Equal((1, machine.Wall), (clock.Leaps, clock.Now));
    }

    [Fact]
    public void Between_leaps_the_clock_never_goes_back_and_keeps_its_pace_wherever_the_wall_clock_goes()
    {
        var clock = Start(null);
        var milliseconds = 1L;
        for (var look = 0; look < 1_000; look++)
        {
            milliseconds = milliseconds * 48_271 % 2_147_483_647;
            var before = clock.Now;
            machine.Wall += TimeSpan.FromMilliseconds((milliseconds % 1_900) - 950);
            Assert.NotEqual(ClockChange.Leapt, clock.Check());
            Assert.Equal(before, clock.Now);
            machine.Pass(TimeSpan.FromSeconds(1));
            Assert.InRange((clock.Now - before - TimeSpan.FromSeconds(1)).Duration(), TimeSpan.Zero, TimeSpan.FromMicroseconds(ServerClock.SlewPpmMax));
        }
    }

    [Fact]
    public void The_margin_of_a_lease_covers_two_clocks_that_ntp_slews_and_this_one_that_follows() =>
        Assert.Equal(500 + 500 + ServerClock.SlewPpmMax, new Core.PoolSettings().DriftPpmMax);

    [Fact]
    public void A_machine_that_slept_is_followed_and_setting_the_wall_clock_back_afterwards_is_noticed()
    {
        var clock = Start(null);
        machine.Wall += TimeSpan.FromDays(7);
        clock.Check();
        machine.Wall -= TimeSpan.FromDays(7);

        Assert.Equal(ClockChange.SetBack, clock.Check());
        Assert.Contains("7d behind", clock.Fault!.Message, StringComparison.Ordinal);
    }

    private ClockChange? LookAfterASecond(ServerClock clock, int wallGainsPpm)
    {
        machine.Pass(TimeSpan.FromSeconds(1));
        machine.Wall += TimeSpan.FromMicroseconds(wallGainsPpm);
        return clock.Check();
    }

    private ServerClock Start(DateTimeOffset? journalNewest) => new(machine, journalNewest, Tolerance);
}
