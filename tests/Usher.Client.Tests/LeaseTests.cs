using Usher.Client.Tests.Fakes;
using Usher.Protocol;
using Body = Usher.Protocol.ClientMessage.BodyOneofCase;

namespace Usher.Client.Tests;

public sealed class LeaseTests
{
    private static readonly TimeSpan Ttl = TimeSpan.FromSeconds(ClientScenario.TtlSeconds);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    [Fact]
    public async Task A_lease_that_nobody_confirms_is_lost_at_its_deadline_and_not_before()
    {
        await using var desk = await CutOffAsync();
        var lease = desk.Lease;

        desk.Clock.Advance(Ttl - Tick);
        Assert.Equal((LeaseState.Held, false, Tick), (lease.State, lease.Lost.IsCancellationRequested, lease.Remaining));
        desk.Clock.Advance(Tick);

        Assert.Equal((LeaseState.Lost, true, TimeSpan.Zero), (lease.State, lease.Lost.IsCancellationRequested, lease.Remaining));
        Assert.Equal(ClientCodes.LeaseRanOut, lease.LostReason?.Code);
        await lease.Completion.Soon();
    }

    [Fact]
    public async Task The_deadline_counts_from_the_sending_not_from_the_answer()
    {
        await using var desk = await ClientScenario.ConnectedAsync(heartbeatSeconds: 3600);
        var asking = desk.Client.CheckoutAsync("cad").Soon();
        var asked = await desk.Server.ReceiveAsync(Body.Checkout);
        desk.Clock.Advance(Some.Seconds(4));
        await desk.Server.SendAsync(desk.Granted(asked, ttlSeconds: 60));

        Assert.Equal(Some.Seconds(56), (await asking).Remaining);
    }

    [Fact]
    public async Task A_grant_that_comes_after_its_own_deadline_is_lost_at_once()
    {
        await using var desk = await ClientScenario.ConnectedAsync(options => options.RequestTimeout = Some.Seconds(100), 3600);
        var asking = desk.Client.CheckoutAsync("cad").Soon();
        var asked = await desk.Server.ReceiveAsync(Body.Checkout);
        desk.Clock.Advance(Some.Seconds(60));
        await desk.Server.SendAsync(desk.Granted(asked, ttlSeconds: 60));

        Assert.Equal(LeaseState.Lost, (await asking).State);
    }

    [Fact]
    public async Task A_lease_that_ran_out_while_its_connection_stands_is_given_back_so_that_nothing_keeps_the_seat()
    {
        await using var desk = await ClientScenario.ConnectedAsync(options => options.RequestTimeout = Some.Seconds(10_000), heartbeatSeconds: 3600);
        var lease = await desk.CheckoutAsync();

        desk.Clock.Advance(Ttl);

        Assert.Equal(ClientCodes.LeaseRanOut, lease.LostReason?.Code);
        var told = await desk.Server.ReceiveAsync();
        while (told.BodyCase == Body.Heartbeat) // Of its last third.
            told = await desk.Server.ReceiveAsync();
        Assert.Equal((Body.CheckIn, FromWire.Id(lease.Id.Value)), (told.BodyCase, told.CheckIn?.Lease));
    }

    [Fact]
    public async Task Within_the_grace_a_lease_is_honored_after_its_deadline_while_no_server_answers()
    {
        var grace = Ttl + TimeSpan.FromHours(1);
        await using var desk = await CutOffAsync(options => options.Grace = grace);
        var lease = desk.Lease;

        desk.Clock.Advance(Ttl);
        Assert.Equal((LeaseState.Grace, false), (lease.State, lease.Lost.IsCancellationRequested));
        desk.Clock.Advance(TimeSpan.FromHours(1) - Tick);
        Assert.Equal((LeaseState.Grace, false), (lease.State, lease.Lost.IsCancellationRequested));
        desk.Clock.Advance(Tick);
        Assert.Equal((LeaseState.Lost, true), (lease.State, lease.Lost.IsCancellationRequested));
    }

    [Fact]
    public async Task A_grace_shorter_than_the_lease_takes_nothing_from_it()
    {
        await using var desk = await CutOffAsync(options => options.Grace = Some.Seconds(10));

        desk.Clock.Advance(Ttl - Tick);
        Assert.Equal(LeaseState.Held, desk.Lease.State);
        desk.Clock.Advance(Tick);
        Assert.Equal(LeaseState.Lost, desk.Lease.State);
    }

    [Fact]
    public async Task In_its_grace_a_lease_is_held_again_as_soon_as_a_server_resumes_it()
    {
        await using var desk = await CutOffAsync(options => options.Grace = TimeSpan.FromDays(7));
        desk.Clock.Advance(Ttl);
        Assert.Equal(LeaseState.Grace, desk.Lease.State);
        // The attempt that fell into that time has failed too, and the client pauses: what is asked now dials anew.
        await desk.Clock.TimerArmedAsync(due => due < ClientScenario.PauseBelow);

        desk.Network.Accept("one");
        var server = desk.Scenario;
        var asking = server.Client.StatusAsync().Soon();
        await server.WelcomeAsync();
        await server.Server.SendAsync(server.Granted(await server.Server.ReceiveAsync(Body.Checkout)));
        var asked = await server.Server.ReceiveAsync(Body.Status);
        await server.Server.SendAsync(new ServerMessage { Id = asked.Id, Status = new StatusAnswer() });
        await asking;

        Assert.Equal(LeaseState.Held, desk.Lease.State);
    }

    [Fact]
    public async Task A_server_that_says_the_seat_is_gone_is_believed_at_once_with_its_reason()
    {
        await using var desk = await ClientScenario.ConnectedAsync(options => options.Grace = TimeSpan.FromDays(1));
        var lease = await desk.CheckoutAsync();

        await desk.Server.SendAsync(new ServerMessage
        {
            LeaseLost = new LeaseLost
            {
                Lease = FromWire.Id(lease.Id.Value), Code = ErrorCodes.LostRevoked, Message = "revoked: meeting", Hint = "ask the administrator",
            },
        });
        await desk.SettledAsync();

        Assert.True(lease.Lost.IsCancellationRequested);
        Assert.Equal(new UsherProblem("USH2104", "revoked: meeting", "ask the administrator"), lease.LostReason);
        var lost = await Assert.ThrowsAsync<SeatLostException>(() => lease.RenewAsync(Ttl).Soon());
        Assert.Equal((lease.Id, "USH2104"), (lost.Lease, lost.Code));
    }

    [Fact]
    public async Task Renewing_moves_the_deadline()
    {
        await using var desk = await ClientScenario.ConnectedAsync(heartbeatSeconds: 3600);
        var lease = await desk.CheckoutAsync(ttlSeconds: 30_000);
        desk.Clock.Advance(Some.Seconds(100));
        var expiry = desk.Clock.GetUtcNow().AddHours(2);

        var renewing = lease.RenewAsync(TimeSpan.FromHours(2)).Soon();
        var asked = await desk.Server.ReceiveAsync(Body.Renew);
        Assert.Equal((7200u, "acme/cad"), (asked.Renew.TtlSeconds, asked.Renew.Feature));
        await desk.Server.SendAsync(new ServerMessage
        {
            Id = asked.Id,
            Renewed = new Renewed { Lease = asked.Renew.Lease, TtlSeconds = 7200, ExpiresAtUnixMs = expiry.ToUnixTimeMilliseconds() },
        });

        Assert.Equal(expiry, await renewing);
        Assert.Equal((expiry, TimeSpan.FromHours(2)), (lease.ExpiresAt, lease.Remaining));
    }

    [Fact]
    public async Task A_renewal_that_finds_no_lease_loses_it()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var lease = await desk.CheckoutAsync();

        var renewing = lease.RenewAsync(TimeSpan.Zero).Soon();
        var asked = await desk.Server.ReceiveAsync(Body.Renew);
        await desk.Server.SendAsync(new ServerMessage
        {
            Id = asked.Id, Denied = new Problem { Code = ErrorCodes.LostLapsed, Message = "lapsed", Hint = "check out again" },
        });

        Assert.Equal(ErrorCodes.LostLapsed, (await Assert.ThrowsAsync<SeatLostException>(() => renewing)).Code);
        Assert.True(lease.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task Disposing_checks_the_seat_in_once_and_loses_nothing()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var lease = await desk.CheckoutAsync();

        var (first, second) = (lease.DisposeAsync().Soon(), lease.DisposeAsync().Soon());
        var asked = await desk.Server.ReceiveAsync(Body.CheckIn);
        Assert.Equal((FromWire.Id(lease.Id.Value), "acme/cad"), (asked.CheckIn.Lease, asked.CheckIn.Feature));
        Assert.False(first.IsCompleted);
        await desk.Server.SendAsync(new ServerMessage { Id = asked.Id, Returned = new Returned { WasHeld = true } });
        await Task.WhenAll(first, second, lease.DisposeAsync().Soon());

        Assert.Equal((LeaseState.Returned, false), (lease.State, lease.Lost.IsCancellationRequested));
        Assert.True(lease.Completion.IsCompletedSuccessfully);
        await desk.SettledAsync();
        Assert.Equal(ClientCodes.LeaseReturned, (await Assert.ThrowsAsync<SeatLostException>(() => lease.RenewAsync(Ttl).Soon())).Code);
    }

    [Fact]
    public async Task Disposing_takes_at_most_the_request_timeout_when_the_server_is_dead()
    {
        await using var desk = await ClientScenario.ConnectedAsync(heartbeatSeconds: 3600);
        var lease = await desk.CheckoutAsync();

        var disposing = lease.DisposeAsync().Soon();
        await desk.Server.ReceiveAsync(Body.CheckIn);
        desk.Clock.Advance(desk.Options.RequestTimeout - Tick);
        Assert.False(disposing.IsCompleted);
        desk.Clock.Advance(Tick);

        await disposing;
    }

    [Fact]
    public async Task A_detached_lease_is_neither_shown_alive_nor_returned_nor_resumed()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var lease = await desk.CheckoutAsync(new CheckoutOptions { Detached = true });
        desk.Clock.Advance(Some.Seconds(60));
        Assert.Empty((await desk.Server.ReceiveAsync(Body.Heartbeat)).Heartbeat.Leases);

        await desk.ComeBackAsync();
        await desk.SettledAsync();
        await lease.DisposeAsync();
        await desk.SettledAsync();

        Assert.Equal(LeaseState.Returned, lease.State);
        Assert.False(lease.Lost.IsCancellationRequested);
    }

    /// <summary>One lease is held, and then nobody answers any more.</summary>
    private static async Task<CutOff> CutOffAsync(Action<UsherClientOptions>? change = null)
    {
        var scenario = await ClientScenario.ConnectedAsync(change, heartbeatSeconds: 3600);
        var lease = await scenario.CheckoutAsync();
        scenario.Network.Refuse("one");
        scenario.Server.Close();
        // Until the client has noticed, and waits before it tries again.
        await scenario.Clock.TimerArmedAsync(due => due == ClientScenario.FirstPause);
        return new CutOff(scenario, lease);
    }

    private sealed record CutOff(ClientScenario Scenario, Lease Lease) : IAsyncDisposable
    {
        internal FakeClock Clock => Scenario.Clock;

        internal FakeNetwork Network => Scenario.Network;

        public ValueTask DisposeAsync() => Scenario.DisposeAsync();
    }
}
