using Usher.Client.Datagrams;
using Usher.Client.Tests.Fakes;
using Usher.Protocol;
using Body = Usher.Protocol.ClientMessage.BodyOneofCase;

namespace Usher.Client.Tests;

/// <summary>Leases that need no connection.</summary>
public sealed class ConnectionlessTests
{
    private static readonly CheckoutOptions Connectionless = new() { Connectionless = true };
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(2);

    /// <summary>When the next heartbeat is due after the connection came to rest.</summary>
    private static readonly TimeSpan FirstBeat = Every - DatagramLimits.RestAfter;

    [Fact]
    public async Task The_connection_is_closed_once_datagrams_keep_the_lease_and_nobody_asks_for_five_seconds()
    {
        await using var desk = await StartAsync();
        var lease = await desk.CheckoutAsync(Connectionless);
        Assert.True(lease.Connectionless);
        desk.Datagrams.Answer(await desk.Datagrams.HeartbeatAsync());
        await desk.SettledAsync();

        desk.Clock.Advance(DatagramLimits.RestAfter - TimeSpan.FromTicks(1));
        Assert.NotNull(desk.Client.Server);
        desk.Clock.Advance(TimeSpan.FromTicks(1));

        Assert.Empty(await desk.Server.ReceiveToEndAsync());
    }

    [Fact]
    public async Task The_checkout_says_so_on_the_wire()
    {
        await using var desk = await StartAsync();
        var asking = desk.Client.CheckoutAsync("cad", Connectionless).Soon();
        var asked = await desk.Server.ReceiveAsync(Body.Checkout);
        Assert.True(asked.Checkout is { Connectionless: true, Detached: false });
        await desk.Server.SendAsync(desk.Granted(asked));
        await asking;
    }

    [Fact]
    public async Task It_lives_on_by_datagrams_alone()
    {
        await using var desk = await RestingAsync();
        for (var beat = 0; beat < 20; beat++)
        {
            desk.Clock.Advance(beat == 0 ? FirstBeat : Every);
            desk.Datagrams.Answer(await desk.Datagrams.HeartbeatAsync());
            Assert.Equal(Some.Seconds(ClientScenario.TtlSeconds), desk.Lease.Remaining);
        }

        Assert.Equal((LeaseState.Held, "one"), (desk.Lease.State, Assert.Single(desk.Network.Dialed)));
    }

    [Theory]
    [InlineData(900, 120)]
    [InlineData(60, 20)]
    public async Task Life_is_shown_as_often_as_the_server_asks_or_a_third_of_the_lease_needs(uint ttl, double due)
    {
        await using var desk = await StartAsync();
        await desk.CheckoutAsync(Connectionless, ttl);
        desk.Datagrams.Answer(await desk.Datagrams.HeartbeatAsync(), ttlSeconds: ttl);

        desk.Clock.Advance(Some.Seconds(due) - TimeSpan.FromTicks(1));
        Assert.Equal(0, desk.Datagrams.Waiting);
        desk.Clock.Advance(TimeSpan.FromTicks(1));
        await desk.Datagrams.HeartbeatAsync();
    }

    [Fact]
    public async Task After_three_questions_without_an_answer_the_lease_is_resumed_over_a_new_connection()
    {
        await using var desk = await RestingAsync();
        desk.Clock.Advance(FirstBeat);
        desk.Clock.Advance(Some.Seconds(1)); // 1 s for the first answer,
        desk.Clock.Advance(Some.Seconds(2)); // 2 s for the second,
        Assert.Equal(3, desk.Datagrams.Waiting);
        desk.Clock.Advance(Some.Seconds(4)); // and 4 s for the third.

        await desk.WelcomeAsync();
        var asked = await desk.Server.ReceiveAsync(Body.Checkout);
        Assert.Equal(FromWire.Id(desk.Lease.Id.Value), asked.Checkout.Lease);
        await desk.Server.SendAsync(desk.Granted(asked));
        await desk.SettledAsync();
        Assert.Equal(Some.Seconds(ClientScenario.TtlSeconds), desk.Lease.Remaining);
    }

    [Fact]
    public async Task Whether_it_is_still_good_is_asked_by_datagram_and_without_an_answer_over_a_new_connection()
    {
        await using var desk = await RestingAsync();
        var byDatagram = desk.Lease.CheckAsync().Soon();
        desk.Datagrams.Answer(await desk.Datagrams.ReceiveAsync(), ttlSeconds: 700);
        Assert.Equal(Some.Seconds(700), Assert.IsType<LeaseCheck.Good>(await byDatagram).Remaining);
        Assert.Null(desk.Client.Server);

        desk.Datagrams.IsBlocked = true;
        var overTcp = desk.Lease.CheckAsync().Soon();
        desk.Clock.Advance(DatagramLimits.AnswerMax);
        await desk.WelcomeAsync();
        for (var resumed = 0; resumed < 2; resumed++) // By the connection that came up, and by the question.
            await desk.Server.SendAsync(desk.Granted(await desk.Server.ReceiveAsync(Body.Checkout), ttlSeconds: 800));

        Assert.Equal(Some.Seconds(800), Assert.IsType<LeaseCheck.Good>(await overTcp).Remaining);
    }

    [Fact]
    public async Task While_datagrams_are_blocked_the_connection_keeps_it_and_rests_again_when_they_get_through()
    {
        await using var desk = await BlockedAsync();
        for (var beat = 0; beat < 30; beat++)
        {
            desk.Clock.Advance(Some.Seconds(60));
            await desk.AnswerBeatAsync();
        }

        Assert.Equal(LeaseState.Held, desk.Lease.State);
        desk.Datagrams.IsBlocked = false;
        while (desk.Datagrams.Waiting == 0)
        {
            desk.Clock.Advance(Some.Seconds(60));
            await desk.AnswerBeatAsync();
        }

        desk.Datagrams.Answer(await desk.Datagrams.HeartbeatAsync());
        desk.Clock.Advance(DatagramLimits.RestAfter);
        Assert.All(await desk.Server.ReceiveToEndAsync(), late => Assert.Equal(Body.Heartbeat, late.BodyCase));
    }

    [Fact]
    public async Task Without_a_connection_datagrams_are_tried_on_however_often_they_were_lost()
    {
        await using var desk = await RestingAsync();
        desk.Datagrams.IsBlocked = true;
        desk.Network.Refuse("one");
        desk.Clock.Advance(FirstBeat + (Every * 2));
        Assert.False(desk.Lease.Lost.IsCancellationRequested);

        desk.Datagrams.IsBlocked = false;
        desk.Clock.Advance(Every);
        desk.Datagrams.Answer(await desk.Datagrams.HeartbeatAsync());

        Assert.Equal(LeaseState.Held, desk.Lease.State);
        Assert.True(desk.Lease.Remaining > Some.Seconds(ClientScenario.TtlSeconds - 120));
    }

    [Fact]
    public async Task A_restarted_server_is_asked_again_at_once_by_its_new_boot_id()
    {
        await using var desk = await RestingAsync();
        desk.Datagrams.Boot = 78;
        desk.Clock.Advance(FirstBeat);
        var stale = await desk.Datagrams.HeartbeatAsync();

        desk.Datagrams.Answer(stale, LeaseStanding.Restarted, ttlSeconds: 0);
        var again = await desk.Datagrams.HeartbeatAsync();

        Assert.Equal((78ul, true), (again.Boot, again.Counter > stale.Counter));
        desk.Datagrams.Answer(again);
        Assert.Equal(Some.Seconds(ClientScenario.TtlSeconds), desk.Lease.Remaining);
        Assert.Single(desk.Network.Dialed);
    }

    [Fact]
    public async Task A_server_that_knows_nothing_of_it_says_why_over_TCP()
    {
        await using var desk = await RestingAsync();
        desk.Clock.Advance(FirstBeat);
        desk.Datagrams.Answer(await desk.Datagrams.HeartbeatAsync(), LeaseStanding.AskOverTcp, ttlSeconds: 0);
        Assert.Equal(LeaseState.Held, desk.Lease.State);

        await desk.WelcomeAsync();
        var asked = await desk.Server.ReceiveAsync(Body.Checkout);
        await desk.Server.SendAsync(new ServerMessage { Id = asked.Id, Denied = new Problem { Code = "USH2101", Message = "revoked", Hint = "ask" } });

        await desk.Lease.Completion.Soon();
        Assert.Equal((LeaseState.Lost, "USH2101"), (desk.Lease.State, desk.Lease.LostReason?.Code));
    }

    [Fact]
    public async Task It_lives_on_by_datagrams_when_its_connection_dies_and_no_server_can_be_dialed()
    {
        await using var desk = await StartAsync();
        var lease = await desk.CheckoutAsync(Connectionless);
        desk.Datagrams.Answer(await desk.Datagrams.HeartbeatAsync());
        desk.Network.Refuse("one");
        desk.Server.Close();
        await desk.Clock.TimerArmedAsync(due => due == ClientScenario.FirstPause);

        for (var beat = 0; beat < 20; beat++)
        {
            desk.Clock.Advance(Every);
            desk.Datagrams.Answer(await desk.Datagrams.HeartbeatAsync());
        }

        Assert.Equal((LeaseState.Held, Some.Seconds(ClientScenario.TtlSeconds)), (lease.State, lease.Remaining));
    }

    [Fact]
    public async Task With_neither_datagrams_nor_TCP_it_is_lost_at_its_deadline()
    {
        await using var desk = await RestingAsync();
        desk.Datagrams.IsBlocked = true;
        desk.Network.Refuse("one");
        var left = desk.Lease.Remaining;

        desk.Clock.Advance(left - TimeSpan.FromTicks(1));
        Assert.Equal(LeaseState.Held, desk.Lease.State);
        desk.Clock.Advance(TimeSpan.FromTicks(1));

        Assert.Equal((LeaseState.Lost, ClientCodes.LeaseRanOut), (desk.Lease.State, desk.Lease.LostReason?.Code));
    }

    [Fact]
    public async Task A_server_without_datagrams_holds_it_over_the_connection()
    {
        await using var desk = await ClientScenario.ConnectedAsync(heartbeatSeconds: 60);
        var lease = await desk.CheckoutAsync(Connectionless);
        Assert.False(lease.Connectionless);

        desk.Clock.Advance(Some.Seconds(60));

        Assert.Equal([FromWire.Id(lease.Id.Value)], (await desk.Server.ReceiveAsync(Body.Heartbeat)).Heartbeat.Leases);
    }

    [Fact]
    public async Task Disposing_gives_it_back_over_a_connection_made_for_it()
    {
        await using var desk = await RestingAsync();
        var returning = desk.Lease.DisposeAsync().Soon();

        await desk.WelcomeAsync();
        var asked = await desk.Server.ReceiveAsync(Body.CheckIn);
        await desk.Server.SendAsync(new ServerMessage { Id = asked.Id, Returned = new Returned { WasHeld = true } });

        await returning;
        desk.Clock.Advance(Every * 3);
        Assert.Equal(0, desk.Datagrams.Waiting);
    }

    [Fact]
    public async Task Detached_and_connectionless_exclude_each_other()
    {
        await using var desk = await StartAsync();
        await Assert.ThrowsAsync<ArgumentException>(
            () => desk.Client.CheckoutAsync("cad", Connectionless with { Detached = true }).Soon());
    }

    private static async Task<ClientScenario> StartAsync()
    {
        var desk = await ClientScenario.ConnectedAsync(heartbeatSeconds: 60, idleSeconds: 100);
        desk.Validation = FakeDatagrams.HandedOver(desk.Datagrams.Boot, connectionless: true);
        return desk;
    }

    /// <summary>A client with one connectionless lease and no connection.</summary>
    private static async Task<ClientScenario> RestingAsync()
    {
        var desk = await StartAsync();
        desk.Lease = await desk.CheckoutAsync(Connectionless);
        desk.Datagrams.Answer(await desk.Datagrams.HeartbeatAsync());
        var closed = desk.ServerGoneAsync();
        desk.Clock.Advance(DatagramLimits.RestAfter);
        await desk.Server.ReceiveToEndAsync();
        await closed;
        return desk;
    }

    /// <summary>The same, after datagrams were found blocked: a connection holds the lease again.</summary>
    private static async Task<ClientScenario> BlockedAsync()
    {
        var desk = await RestingAsync();
        desk.Datagrams.IsBlocked = true;
        desk.Clock.Advance(FirstBeat);
        desk.Clock.Advance(Some.Seconds(7));
        await desk.WelcomeAsync();
        var asked = await desk.Server.ReceiveAsync(Body.Checkout);
        await desk.Server.SendAsync(desk.Granted(asked));
        await desk.SettledAsync();
        return desk;
    }
}
