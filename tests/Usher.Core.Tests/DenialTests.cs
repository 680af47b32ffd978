using static Usher.Core.Tests.Spans;

namespace Usher.Core.Tests;

/// <summary>The limits of what a refusal tells.</summary>
public sealed class DenialTests
{
    [Theory]
    [InlineData(9, 9)]
    [InlineData(10, 10)]
    [InlineData(11, 10)]
    public void The_longest_holders_are_named_up_to_the_limit(int holders, int named)
    {
        var denial = DenialOf(FullDesk(holders));

        Assert.Equal(named, denial.Holders.Length);
        Assert.Equal("u0", denial.Holders[0].Holder.User);
        Assert.Equal(holders, denial.HoldersTotal);
    }

    [Theory]
    [InlineData(Pool.HoldersExaminedMax, true)]
    [InlineData(Pool.HoldersExaminedMax + 1, false)]
    public void Holders_are_looked_for_up_to_the_limit(int position, bool named)
    {
        var desk = new DeskScenario(null, DeskScenario.Line("A", position), DeskScenario.Line("B", 1, "2.0"));
        for (var i = 1; i < position; i++)
            desk.Try($"u{i}");
        desk.Do(desk.NewCheckout("ada", version: "2.0"));

        desk.Do(desk.NewCheckout("bob", version: "2.0"));

        Assert.Equal(named, Assert.IsType<Reply.Denied>(desk.LastReply).Denial.Holders.Length == 1);
    }

    [Theory]
    [InlineData(Forecast.ExaminedMax, true)]
    [InlineData(Forecast.ExaminedMax + 1, false)]
    public void The_forecast_looks_at_deadlines_up_to_its_limit(int seats, bool known)
    {
        var desk = FullDesk(seats);

        desk.Try("bob", seats);

        var denial = Assert.IsType<Reply.Denied>(desk.LastReply).Denial;
        Assert.Equal(known ? DeskScenario.Start + Minutes(10) + Seconds(2) : null, denial.FreeAt);
    }

    [Fact]
    public void A_shared_seat_comes_free_with_the_last_of_its_group()
    {
        var desk = new DeskScenario(null, DeskScenario.Line("A", 1) with { Sharing = Sharing.User });
        desk.Try("ada");
        desk.Advance(Minutes(5));
        desk.Do(desk.NewCheckout("a2") with { Holder = DeskScenario.Person("ada") });

        Assert.Equal(desk.Now + Minutes(10) + Seconds(2), DenialOf(desk).FreeAt);
    }

    [Fact]
    public void Seats_of_a_line_that_closes_first_do_not_come_free()
    {
        var desk = new DeskScenario(null, DeskScenario.Line("A", 1) with { EndsAt = DeskScenario.Start + Minutes(5) });
        desk.Try("ada");

        Assert.Null(DenialOf(desk).FreeAt);
    }

    [Fact]
    public void Who_waits_in_front_is_counted()
    {
        var desk = new DeskScenario(seats: 1);
        desk.Try("ada");
        desk.Wait("bob", Hours(1));
        desk.Wait("eve", Hours(1), priority: -1);

        Assert.Equal(1, DenialOf(desk).Ahead);
        Assert.Equal(2, DenialOf(desk).Counts.Queued);
    }

    private static Denial DenialOf(DeskScenario desk)
    {
        desk.Try("zoe");
        return Assert.IsType<Reply.Denied>(desk.LastReply).Denial;
    }

    private static DeskScenario FullDesk(int seats)
    {
        var desk = new DeskScenario(seats);
        for (var i = 0; i < seats; i++)
            desk.Try($"u{i}");
        return desk;
    }
}
