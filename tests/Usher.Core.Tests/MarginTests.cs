using FsCheck;
using FsCheck.Fluent;
using static Usher.Core.Tests.Spans;

namespace Usher.Core.Tests;

/// <summary>The client stops first, also when its clock is as slow as it may be.</summary>
public sealed class MarginTests
{
    private const int Million = 1_000_000;
    private static readonly PoolSettings Settings = new() { TtlMax = Hours(30 * 24) };

    private static readonly Gen<(int Seconds, int Ppm)> Lives =
        from seconds in Gen.OneOf(Gen.Choose(5, 3_600), Gen.Choose(5, 30 * 24 * 3_600))
        from ppm in Gen.Choose(0, Settings.DriftPpmMax)
        select (seconds, ppm);

    [Fact]
    public void The_longest_life_has_the_margin_of_that_life() =>
        Assert.Equal((Hours(24) + Seconds(129.6), Hours(3) + Seconds(60)), (new PoolSettings().LifeMax, new PoolSettings { TtlMax = Hours(3), Margin = Seconds(60) }.LifeMax));

    [Fact]
    public void A_seat_is_there_for_as_long_as_a_slow_clock_counts_what_was_told() =>
        Prop.ForAll(Lives.ToArbitrary(), life =>
        {
            var desk = new DeskScenario(seats: 1, Settings);
            desk.Do(desk.NewCheckout("ada") with { Ttl = Seconds(life.Seconds) });
            var told = ((Reply.Granted)desk.LastReply!).Ttl;

            desk.Advance(told + (told / Million * life.Ppm) - Tick);

            Assert.Equal(1, desk.Counts.Active);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_seat_waits_no_longer_than_the_clocks_may_differ() =>
        Prop.ForAll(Lives.ToArbitrary(), life =>
        {
            var desk = new DeskScenario(seats: 1, Settings);
            desk.Do(desk.NewCheckout("ada") with { Ttl = Seconds(life.Seconds) });

            desk.Advance(Seconds(life.Seconds) + Settings.MarginOf(Seconds(life.Seconds)));

            Assert.Equal(0, desk.Counts.Active);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(5, 2_000)]
    [InlineData(1_332, 2_000)]
    [InlineData(1_334, 2_001)]
    [InlineData(86_400, 129_600)]
    public void The_margin_is_two_seconds_or_one_and_a_half_thousandths(int seconds, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Settings.MarginOf(Seconds(seconds)));
}
