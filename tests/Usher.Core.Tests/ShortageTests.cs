using static Usher.Core.Tests.DeskScenario;
using static Usher.Core.Tests.Spans;

namespace Usher.Core.Tests;

/// <summary>Who would be short of a seat with other lines, tried on a copy.</summary>
public sealed class ShortageTests
{
    [Fact]
    public void Of_a_line_that_goes_everybody_is_short_and_of_one_that_shrinks_the_newest()
    {
        var desk = new DeskScenario(null, Line("A", 3));
        Seat(desk, "ada", "bob", "cid");

        Assert.Equal("3: ada bob cid", Short(desk));
        Assert.Equal("2: bob cid", Short(desk, Line("A", 1)));
        Assert.Equal("0:", Short(desk, Line("A", 3)));
    }

    [Fact]
    public void Whoever_has_room_on_another_line_is_not_short()
    {
        var desk = new DeskScenario(null, Line("A", 2), Line("B", 3));
        Seat(desk, "ada", "bob", "cid");

        Assert.Equal("0:", Short(desk, Line("B", 3)));
        Assert.Equal("1: bob", Short(desk, Line("B", 2)));
    }

    [Fact]
    public void A_line_of_a_lower_version_is_no_room()
    {
        var desk = new DeskScenario(null, Line("A", 1, "2.0"));
        desk.Do(desk.NewCheckout("ada", version: "2.0"));

        Assert.Equal("1: ada", Short(desk, Line("B", 5, "1.0")));
        Assert.Equal("0:", Short(desk, Line("B", 5, "2.0")));
    }

    [Fact]
    public void Overdraft_is_room()
    {
        var desk = new DeskScenario(null, Line("A", 3));
        Seat(desk, "ada", "bob", "cid");

        Assert.Equal("1: cid", Short(desk, Line("A", 1) with { Overdraft = 1 }));
    }

    [Fact]
    public void A_line_that_is_over_has_room_for_nobody()
    {
        var desk = new DeskScenario(null, Line("A", 1));
        Seat(desk, "ada");

        Assert.Equal("1: ada", Short(desk, Line("A", 1) with { EndsAt = desk.Now }));
    }

    [Fact]
    public void Who_shares_a_seat_is_short_together()
    {
        var desk = new DeskScenario(null, Line("A", 2) with { Sharing = Sharing.User });
        desk.Do(desk.NewCheckout("a1") with { Holder = Person("ada") });
        desk.Do(desk.NewCheckout("b1") with { Holder = Person("bob") });
        desk.Do(desk.NewCheckout("b2") with { Holder = Person("bob") });

        Assert.Equal("1: bob bob", Short(desk, Line("A", 1) with { Sharing = Sharing.User }));
    }

    [Fact]
    public void A_client_that_shows_life_is_still_there_in_the_copy()
    {
        var desk = new DeskScenario(null, Line("A", 1));
        Seat(desk, "ada");
        desk.Advance(Minutes(9));
        desk.Seen("ada");
        desk.Advance(Minutes(9));

        Assert.Equal("1: ada", Short(desk));
    }

    [Fact]
    public void Trying_changes_nothing()
    {
        var desk = new DeskScenario(null, Line("A", 2));
        Seat(desk, "ada", "bob");
        var before = desk.Counts;
        var promised = desk.Pool.PresenceOf(IdOf("ada"))!.Life;

        Short(desk);

        Assert.Equal((before, 2, promised), (desk.Counts, desk.Pool.LeaseCount, desk.Pool.PresenceOf(IdOf("ada"))!.Life));
        Assert.Equal(["A"], desk.Pool.Lines.Select(line => line.Id));
    }

    private static void Seat(DeskScenario desk, params string[] users)
    {
        foreach (var user in users)
            Assert.Equal("granted 1", desk.Try(user));
    }

    private static string Short(DeskScenario desk, params LicenseLine[] lines)
    {
        var shortage = desk.Pool.Copy().With([.. lines], desk.Now);
        return $"{shortage.Seats}: {string.Join(' ', shortage.Holders.Select(lease => lease.Holder.User))}".TrimEnd();
    }
}
