using static Usher.Core.Tests.Spans;

namespace Usher.Core.Tests;

/// <summary>What is remembered, and how far dates go.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData(3, "denied LeaseIsOver")]
    [InlineData(2, "granted 1")]
    public void The_oldest_ended_lease_is_forgotten_first(int rememberedMax, string answer)
    {
        var desk = new DeskScenario(9, DeskScenario.CaseSettings with { RememberedMax = rememberedMax });
        foreach (var user in new[] { "ada", "bob", "eve" })
        {
            desk.Try(user);
            desk.CheckIn(user);
        }

        Assert.Equal(answer, desk.Try("ada"));
    }

    [Theory]
    [InlineData(2, "denied AllSeatsTaken")]
    [InlineData(1, "granted 1")]
    public void The_oldest_refusal_is_forgotten_first(int rememberedMax, string answer)
    {
        var desk = new DeskScenario(1, DeskScenario.CaseSettings with { RememberedMax = rememberedMax });
        desk.Try("ada");
        var refused = desk.NewCheckout("bob");
        desk.Do(refused);
        desk.Try("eve");
        desk.CheckIn("ada");

        Assert.Equal(answer, desk.Do(refused));
    }

    [Fact]
    public void A_cool_down_is_forgotten_with_its_lease()
    {
        var desk = new DeskScenario(9, DeskScenario.CaseSettings with { RememberedMax = 1 });
        desk.Try("ada");
        desk.Revoke("ada");
        Assert.Equal("denied CoolingDown", desk.Do(desk.NewCheckout("a2") with { Holder = DeskScenario.Person("ada") }));

        desk.Try("bob");
        desk.CheckIn("bob");
        Assert.Equal("granted 1", desk.Do(desk.NewCheckout("a3") with { Holder = DeskScenario.Person("ada") }));
    }

    [Fact]
    public void A_license_may_end_on_the_last_day_there_is()
    {
        var lastDay = DeskScenario.Line("A", 1) with { EndsAt = DateTimeOffset.MaxValue - Hours(1), Grace = TimeSpan.FromDays(14) };
        var desk = new DeskScenario(null, lastDay);

        Assert.Equal(DateTimeOffset.MaxValue, lastDay.ClosesAt);
        Assert.Equal("granted 1", desk.Try("ada"));
    }

    [Fact]
    public void An_empty_pool_is_never_due()
    {
        var desk = new DeskScenario();

        Assert.Null(desk.Pool.NextDue);
        Assert.Empty(desk.Pool.Condense());
    }
}
