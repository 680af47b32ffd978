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
    public void A_wall_clock_ahead_is_followed_from_one_second_on_and_counted()
    {
        var clock = Start(null);
        var before = clock.Now;

        machine.Wall += ServerClock.AheadMax - Tick;
        Assert.Null(clock.Check());
        Assert.Equal(before, clock.Now);

        machine.Wall += Tick;
        Assert.Equal(ClockChange.Leapt, clock.Check());
        Assert.Equal(machine.Wall, clock.Now);
        Assert.Equal(1, clock.Leaps);
        Assert.Equal(new ClockReading(machine.Wall, 1, ServerClock.AheadMax), clock.Read());

        machine.Wall += TimeSpan.FromHours(2);
        clock.Check();
        Assert.Equal(new ClockReading(machine.Wall, 2, ServerClock.AheadMax + TimeSpan.FromHours(2)), clock.Read());
    }

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

    private ServerClock Start(DateTimeOffset? journalNewest) => new(machine, journalNewest, Tolerance);
}
