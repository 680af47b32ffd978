using Usher.Client.Tests.Fakes;
using Usher.Protocol;
using Body = Usher.Protocol.ClientMessage.BodyOneofCase;

namespace Usher.Client.Tests;

public sealed class HeartbeatTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    [Fact]
    public async Task A_heartbeat_moves_the_deadline_from_when_it_was_sent()
    {
        await using var desk = await ClientScenario.ConnectedAsync(heartbeatSeconds: 60);
        var lease = await desk.CheckoutAsync();
        desk.Clock.Advance(Some.Seconds(60));
        var beat = await desk.Server.ReceiveAsync(Body.Heartbeat);
        Assert.Equal([FromWire.Id(lease.Id.Value)], beat.Heartbeat.Leases);
        desk.Clock.Advance(Some.Seconds(3));

        await desk.Server.SendAsync(new ServerMessage { Id = beat.Id, Alive = new Alive { TtlSeconds = 900 } });
        await desk.SettledAsync();

        Assert.Equal(Some.Seconds(897), lease.Remaining);
        Assert.Equal(desk.Clock.GetUtcNow().AddSeconds(897), lease.ExpiresAt);
    }

    [Theory]
    [InlineData(60, 900, 60)]
    [InlineData(300, 600, 200)]
    [InlineData(60, 30, 10)]
    [InlineData(60, 2, 1)]
    public async Task Life_is_shown_as_often_as_the_server_asks_or_a_third_of_the_lease_needs(uint every, uint ttl, double due)
    {
        await using var desk = await ClientScenario.ConnectedAsync(heartbeatSeconds: every);
        await desk.CheckoutAsync(ttlSeconds: ttl);

        desk.Clock.Advance(Some.Seconds(due) - Tick);
        await desk.SettledAsync();
        desk.Clock.Advance(Tick);
        await desk.Server.ReceiveAsync(Body.Heartbeat);
    }

    [Fact]
    public async Task By_chance_life_is_shown_up_to_a_fifth_earlier_and_never_later()
    {
        await using var desk = await ClientScenario.ConnectedAsync(options => options.Random = new FixedRandom(fraction: 0.5));

        desk.Clock.Advance(Some.Seconds(53.9));
        await desk.SettledAsync();
        desk.Clock.Advance(Some.Seconds(0.2));
        await desk.Server.ReceiveAsync(Body.Heartbeat);
    }

    [Fact]
    public async Task Each_lease_gets_its_own_answer()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var (usual, shorter, gone) = (await desk.CheckoutAsync(), await desk.CheckoutAsync(), await desk.CheckoutAsync());
        desk.Clock.Advance(Some.Seconds(60));
        var beat = await desk.Server.ReceiveAsync(Body.Heartbeat);

        var alive = new Alive { TtlSeconds = 800 };
        alive.Gone.Add(FromWire.Id(gone.Id.Value));
        alive.Ttls.Add(new LeaseTtl { Lease = FromWire.Id(shorter.Id.Value), TtlSeconds = 20 });
        await desk.Server.SendAsync(new ServerMessage { Id = beat.Id, Alive = alive });
        await desk.SettledAsync();

        Assert.Equal((Some.Seconds(800), Some.Seconds(20)), (usual.Remaining, shorter.Remaining));
        Assert.Equal((LeaseState.Lost, ErrorCodes.LostUnknown), (gone.State, gone.LostReason?.Code));
    }

    [Fact]
    public async Task A_heartbeat_without_an_answer_ends_the_connection_and_the_client_comes_back()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        desk.Clock.Advance(Some.Seconds(60));
        await desk.Server.ReceiveAsync(Body.Heartbeat);

        desk.Clock.Advance(desk.Options.RequestTimeout);

        Assert.Empty(await desk.Server.ReceiveToEndAsync());
        await desk.Clock.TimerArmedAsync(due => due == ClientScenario.FirstPause);
        desk.Clock.Advance(ClientScenario.FirstPause);
        await desk.WelcomeAsync();
    }

    [Fact]
    public async Task An_older_answer_does_not_undo_a_newer_one()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var lease = await desk.CheckoutAsync();
        desk.Clock.Advance(Some.Seconds(60));
        var beat = await desk.Server.ReceiveAsync(Body.Heartbeat);
        desk.Clock.Advance(Some.Seconds(1));
        var renewing = lease.RenewAsync(TimeSpan.FromHours(1)).Soon();
        var renew = await desk.Server.ReceiveAsync(Body.Renew);

        await desk.Server.SendAsync(
            new ServerMessage { Id = renew.Id, Renewed = new Renewed { TtlSeconds = 3600 } },
            new ServerMessage { Id = beat.Id, Alive = new Alive { TtlSeconds = 840 } });
        await renewing;
        await desk.SettledAsync();

        Assert.Equal(Some.Seconds(3600), lease.Remaining);
    }

    [Theory]
    [InlineData(WireLimits.HeartbeatLeasesMax, new[] { 1000 })]
    [InlineData(WireLimits.HeartbeatLeasesMax + 1, new[] { 1000, 1 })]
    public async Task One_heartbeat_names_up_to_1000_leases(int leases, int[] named)
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        for (var lease = 0; lease < leases; lease++)
            await desk.CheckoutAsync();
        desk.Clock.Advance(Some.Seconds(60));

        foreach (var count in named)
            Assert.Equal(count, (await desk.Server.ReceiveAsync(Body.Heartbeat)).Heartbeat.Leases.Count);
        await desk.SettledAsync();
    }
}
