namespace Usher.Server.Tests.Seats;

/// <summary>A detached lease lives by its time alone, and that is the time of its client, not of a wall clock.</summary>
public sealed class DetachedLifeTests
{
    /// <summary>Seeds 18, 19, 21, 53 and 57 of the simulation, at 4420acb.</summary>
    [Fact]
    public async Task A_detached_lease_keeps_what_is_left_of_its_life_when_the_clock_leaps()
    {
        await using var server = await SeatsScenario.StartAsync(seats: 1);
        var ada = await server.ConnectAsync();
        var lease = server.NewLease();
        await ada.CheckoutAsync(lease, with: checkout => checkout.Detached = true);
        server.Clock.Advance(TimeSpan.FromSeconds(60));

        server.Clock.Leap(TimeSpan.FromHours(2));
        await server.SettleAsync();

        Assert.Equal(840u, (await ada.BeatAsync(lease)).TtlSeconds);
        await AssertLapsesAfterAsync(server, TimeSpan.FromSeconds(842));
    }

    /// <summary>What passed since the newest event of its pool may not have passed for its client, wherever the wall clock was set.</summary>
    [Fact]
    public async Task A_detached_lease_keeps_what_is_left_of_its_life_when_the_server_was_down()
    {
        await using var server = await SeatsScenario.StartAsync(seats: 2);
        var ada = await server.ConnectAsync();
        await ada.CheckoutAsync(server.NewLease(), with: checkout => checkout.Detached = true);
        server.Clock.Advance(TimeSpan.FromSeconds(60));
        var other = server.NewLease();
        await ada.CheckoutAsync(other);
        await ada.AskAsync(TestClient.CheckIn(other));

        server.Clock.Leap(TimeSpan.FromHours(2));
        await server.RestartAsync();

        await AssertLapsesAfterAsync(server, TimeSpan.FromSeconds(842));
    }

    private static async Task AssertLapsesAfterAsync(SeatsScenario server, TimeSpan life)
    {
        server.Clock.Advance(life - TimeSpan.FromTicks(1));
        await server.SettleAsync();
        Assert.Equal(1, server.Counts.Active);
        server.Clock.Advance(TimeSpan.FromTicks(1));
        await server.SettleAsync();
        Assert.Equal(0, server.Counts.Active);
    }
}
