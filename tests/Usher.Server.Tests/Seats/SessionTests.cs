using Microsoft.AspNetCore.Connections;
using Usher.Core;
using Usher.Protocol;
using Usher.Server.Tests.Lanes;

namespace Usher.Server.Tests.Seats;

public sealed class SessionTests
{
    [Fact]
    public async Task A_hello_is_answered_with_who_the_server_is_and_what_it_serves()
    {
        await using var server = await SeatsScenario.StartAsync();
        var client = server.Connect();
        var hello = TestClient.Hello();
        hello.Hello.VendorKeys.Add([SeatsScenario.VendorKey, new string('c', 64)]);

        var welcome = (await client.AskAsync(hello)).Welcome;

        Assert.Equal(1u, welcome.Version);
        Assert.Equal(new string('b', 64), welcome.Server);
        Assert.Equal("header.payload.signature", Assert.Single(welcome.Licenses));
        Assert.Equal("acme/cad", Assert.Single(welcome.Features));
        Assert.Equal(10u, welcome.HeartbeatSeconds);
        Assert.Equal(server.Clock.Now.ToUnixTimeMilliseconds(), welcome.TimeUnixMs);
        Assert.Equal("https://localhost:1455", welcome.Admin);
        Assert.Equal(1024u, welcome.RequestsInFlightMax);
    }

    [Fact]
    public async Task A_seat_is_taken_renewed_and_given_back()
    {
        await using var server = await SeatsScenario.StartAsync();
        var ada = await server.ConnectAsync();
        var lease = server.NewLease();

        var granted = (await ada.CheckoutAsync(lease)).Granted;
        Assert.Equal(TestClient.Wire(lease), granted.Lease);
        Assert.Equal((1u, 900u, 30u, "acme/cad"), (granted.Seats, granted.TtlSeconds, granted.LingerSeconds, granted.Feature));
        Assert.Equal(server.Clock.Now.AddSeconds(900).ToUnixTimeMilliseconds(), granted.ExpiresAtUnixMs);

        var renewed = (await ada.AskAsync(new() { Renew = new() { Lease = TestClient.Wire(lease), Feature = "acme/cad", TtlSeconds = 60 } })).Renewed;
        Assert.Equal(60u, renewed.TtlSeconds);

        Assert.True((await ada.AskAsync(TestClient.CheckIn(lease))).Returned.WasHeld);
        Assert.False((await ada.AskAsync(TestClient.CheckIn(lease))).Returned.WasHeld);
        Assert.Equal(0, server.Counts.Active);
    }

    [Fact]
    public async Task A_refusal_names_code_holders_time_and_cure()
    {
        await using var server = await SeatsScenario.StartAsync(seats: 1);
        var ada = await server.ConnectAsync();
        var bob = await server.ConnectAsync("bob");
        await ada.CheckoutAsync(server.NewLease());

        var denied = (await bob.CheckoutAsync(server.NewLease())).Denied;

        Assert.Equal(ErrorCodes.AllSeatsTaken, denied.Code);
        Assert.Equal("the only seat of 'cad' is in use; the first one frees at 12:15:02Z at the latest", denied.Message);
        Assert.Equal("run 'usher who cad' to see the holders, or add '--wait 10m' to queue", denied.Hint);
        Assert.Equal(("ada", "ada-pc", "active"), (denied.Holders[0].User, denied.Holders[0].Host, denied.Holders[0].State));
        Assert.Equal((1u, 1u, 0u), (denied.Counts.Total, denied.Counts.Active, denied.Counts.Free));
        Assert.True(denied.RetryAfterMs > 0);
    }

    [Fact]
    public async Task An_unknown_feature_is_refused_with_names_that_look_like_it_and_leaves_no_trace()
    {
        await using var server = await SeatsScenario.StartAsync();
        var ada = await server.ConnectAsync();

        var denied = (await ada.CheckoutAsync(server.NewLease(), "cadd")).Denied;

        Assert.Equal(ErrorCodes.NoSuchFeature, denied.Code);
        Assert.Equal("this server has no license for 'cadd'; did you mean 'acme/cad'?", denied.Message);
        Assert.Single(await server.Journal.ListAsync());
    }

    [Fact]
    public async Task A_feature_of_two_vendors_must_be_named_with_its_vendor()
    {
        await using var server = await SeatsScenario.StartAsync();
        await server.SetSeatsAsync(1, new PoolId("zenith", "cad"));
        var ada = await server.ConnectAsync();

        Assert.Equal(ErrorCodes.AmbiguousFeature, (await ada.CheckoutAsync(server.NewLease())).Denied.Code);
        Assert.Equal("zenith/cad", (await ada.CheckoutAsync(server.NewLease(), "zenith/cad")).Granted.Feature);
    }

    [Fact]
    public async Task A_waiting_request_is_granted_by_a_push_the_moment_a_seat_comes_free()
    {
        await using var server = await SeatsScenario.StartAsync(seats: 1);
        var ada = await server.ConnectAsync();
        var bob = await server.ConnectAsync("bob");
        var (first, second) = (server.NewLease(), server.NewLease());
        await ada.CheckoutAsync(first);

        var queued = (await bob.CheckoutAsync(second, with: checkout => checkout.WaitSeconds = 60)).Queued;
        Assert.Equal((1u, server.Clock.Now.AddSeconds(60).ToUnixTimeMilliseconds()), (queued.Position, queued.UntilUnixMs));
        await ada.AskAsync(TestClient.CheckIn(first));

        var push = await bob.ReceiveAsync();
        Assert.Equal(0u, push.Id);
        Assert.True(push.Granted.FromQueue);
        Assert.Equal(TestClient.Wire(second), push.Granted.Lease);
        Assert.Equal(900u, (await bob.BeatAsync()).TtlSeconds);
    }

    [Fact]
    public async Task A_grant_from_the_queue_promises_no_more_than_its_line()
    {
        await using var server = await SeatsScenario.StartAsync(seats: 1);
        var ada = await server.ConnectAsync();
        var lease = server.NewLease();
        await ada.CheckoutAsync(server.NewLease());
        await ada.CheckoutAsync(lease, with: checkout => checkout.WaitSeconds = 60);
        var closing = new LicenseLine("L2#0", FeatureVersion.Parse("1.0"), Seats: 2, EndsAt: server.Clock.Now.AddSeconds(60));

        await server.Desk.ExecuteAsync(DeskScenario.Cad, new SetLines([closing]), default);

        Assert.NotNull((await ada.ReceiveAsync()).LicenseChanged);
        var push = (await ada.ReceiveAsync()).Granted;
        Assert.Equal((TestClient.Wire(lease), 60u), (push.Lease, push.TtlSeconds));
        Assert.Equal(closing.EndsAt!.Value.ToUnixTimeMilliseconds(), push.ExpiresAtUnixMs);
    }

    [Fact]
    public async Task A_detached_lease_lives_by_its_time_alone_also_when_it_is_resumed_as_if_it_were_none()
    {
        await using var server = await SeatsScenario.StartAsync(seats: 1);
        var ada = await server.ConnectAsync();
        var lease = server.NewLease();
        await ada.CheckoutAsync(lease, with: checkout => checkout.Detached = true);
        var again = await server.ConnectAsync();
        await again.CheckoutAsync(lease, with: checkout => checkout.RequestId = TestClient.Wire(server.NewLease()));

        server.Clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(840u, (await again.BeatAsync(lease)).TtlSeconds);
    }

    [Fact]
    public async Task A_wait_that_runs_out_is_told()
    {
        await using var server = await SeatsScenario.StartAsync(seats: 1);
        var ada = await server.ConnectAsync();
        await ada.CheckoutAsync(server.NewLease());
        await ada.CheckoutAsync(server.NewLease(), with: checkout => checkout.WaitSeconds = 60);

        server.Clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(ErrorCodes.WaitTimedOut, (await ada.ReceiveAsync()).WaitLost.Code);
    }

    [Fact]
    public async Task A_wait_is_withdrawn_by_its_client()
    {
        await using var server = await SeatsScenario.StartAsync(seats: 1);
        var ada = await server.ConnectAsync();
        await ada.CheckoutAsync(server.NewLease());
        var waiting = server.NewLease();
        await ada.CheckoutAsync(waiting, with: checkout => checkout.WaitSeconds = 60);
        var renew = new ClientMessage { Renew = new() { Lease = TestClient.Wire(waiting), Feature = "cad" } };
        Assert.Equal(ErrorCodes.LostUnknown, (await ada.AskAsync(renew)).Denied.Code);

        var cancelled = (await ada.AskAsync(new() { CancelWait = new() { Lease = TestClient.Wire(waiting), Feature = "cad" } })).WaitCancelled;

        Assert.True(cancelled.WasWaiting);
        Assert.Equal(0, server.Counts.Queued);
    }

    [Fact]
    public async Task A_revoked_seat_is_told_at_once_with_the_reason()
    {
        await using var server = await SeatsScenario.StartAsync();
        var ada = await server.ConnectAsync();
        var lease = server.NewLease();
        await ada.CheckoutAsync(lease);

        await server.RevokeAsync(lease, "needed for the demo");

        var lost = (await ada.ReceiveAsync()).LeaseLost;
        Assert.Equal(ErrorCodes.LostRevoked, lost.Code);
        Assert.Equal("an administrator took the seat of 'cad' away: needed for the demo", lost.Message);
        Assert.Equal(TestClient.Wire(lease), Assert.Single((await ada.BeatAsync(lease)).Gone));
        Assert.Equal(ErrorCodes.CoolingDown, (await ada.CheckoutAsync(server.NewLease())).Denied.Code);
    }

    [Fact]
    public async Task A_seat_that_another_connection_gives_back_is_told_to_its_holder()
    {
        await using var server = await SeatsScenario.StartAsync();
        var ada = await server.ConnectAsync();
        var adaAgain = await server.ConnectAsync();
        var lease = server.NewLease();
        await ada.CheckoutAsync(lease);

        await adaAgain.AskAsync(TestClient.CheckIn(lease));

        Assert.Equal(ErrorCodes.LostReturned, (await ada.ReceiveAsync()).LeaseLost.Code);
    }

    [Fact]
    public async Task Nobody_returns_or_renews_the_seat_of_another()
    {
        await using var server = await SeatsScenario.StartAsync();
        var ada = await server.ConnectAsync();
        var bob = await server.ConnectAsync("bob");
        var lease = server.NewLease();
        await ada.CheckoutAsync(lease);

        Assert.Equal(ErrorCodes.LeaseOfAnother, (await bob.AskAsync(TestClient.CheckIn(lease))).Denied.Code);
        Assert.Equal(ErrorCodes.LeaseOfAnother, (await bob.CheckoutAsync(lease)).Denied.Code);
        Assert.Equal(1, server.Counts.Active);
    }

    [Fact]
    public async Task A_client_that_comes_back_within_the_linger_has_its_seat_again()
    {
        await using var server = await SeatsScenario.StartAsync(seats: 1);
        var ada = await server.ConnectAsync();
        var lease = server.NewLease();
        await ada.CheckoutAsync(lease);

        await ada.LeaveAsync();
        await server.SettleAsync();
        Assert.Equal(1, server.Counts.Lingering);
        server.Clock.Advance(TimeSpan.FromSeconds(29));

        var again = await server.ConnectAsync();
        var resume = TestClient.Checkout(lease, with: checkout => checkout.RequestId = TestClient.Wire(server.NewLease()));
        Assert.True((await again.AskAsync(resume)).Granted.Resumed);
        server.Clock.Advance(TimeSpan.FromSeconds(60));
        await server.SettleAsync();
        Assert.Equal(1, server.Counts.Active);
    }

    [Fact]
    public async Task A_client_that_stays_away_loses_its_seat_at_the_end_of_the_linger()
    {
        await using var server = await SeatsScenario.StartAsync(seats: 1);
        var ada = await server.ConnectAsync();
        await ada.CheckoutAsync(server.NewLease());
        await ada.LeaveAsync();
        await server.SettleAsync();

        server.Clock.Advance(TimeSpan.FromSeconds(30));
        await server.SettleAsync();

        Assert.Equal((0, 0, 1), (server.Counts.Active, server.Counts.Lingering, server.Counts.Free));
    }

    [Fact]
    public async Task A_client_whose_connection_broke_keeps_its_seat_for_the_life_it_was_promised()
    {
        await using var server = await SeatsScenario.StartAsync(seats: 1);
        var ada = await server.ConnectAsync();
        await ada.CheckoutAsync(server.NewLease());
        await ada.Connection.ClientOutput.CompleteAsync(new ConnectionResetException("reset by the network"));
        await ada.Handling;
        await server.SettleAsync();

        server.Clock.Advance(TimeSpan.FromSeconds(901));
        await server.SettleAsync();
        Assert.Equal((1, 0), (server.Counts.Lingering, server.Counts.Free));

        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await server.SettleAsync();
        Assert.Equal((0, 1), (server.Counts.Lingering, server.Counts.Free));
    }

    [Fact]
    public async Task A_detached_lease_outlives_its_connection_and_no_heartbeat_makes_it_longer()
    {
        await using var server = await SeatsScenario.StartAsync(seats: 1);
        var ada = await server.ConnectAsync();
        var lease = server.NewLease();
        await ada.CheckoutAsync(lease, with: checkout => (checkout.Detached, checkout.TtlSeconds) = (true, 100));
        server.Clock.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(60u, (await ada.BeatAsync()).TtlSeconds);

        await ada.LeaveAsync();
        await server.SettleAsync();

        Assert.Equal((1, 0), (server.Counts.Active, server.Counts.Lingering));
        server.Clock.Advance(TimeSpan.FromSeconds(62));
        await server.SettleAsync();
        Assert.Equal(1, server.Counts.Free);
    }

    [Fact]
    public async Task Heartbeats_are_answered_while_the_lane_waits_for_the_journal()
    {
        await using var server = await SeatsScenario.StartAsync();
        var ada = await server.ConnectAsync();
        var (held, wanted) = (server.NewLease(), server.NewLease());
        await ada.CheckoutAsync(held);
        var hold = server.Journal.Hold();
        var checkout = await ada.SendAsync(TestClient.Checkout(wanted));
        await hold.Reached.WaitAsync(TimeSpan.FromSeconds(30));
        server.Clock.Advance(TimeSpan.FromSeconds(10));

        var alive = await ada.BeatAsync(held, wanted);

        Assert.Equal(900u, alive.TtlSeconds);
        Assert.Equal(TestClient.Wire(wanted), Assert.Single(alive.Gone));
        hold.Release();
        Assert.Equal(checkout, (await ada.ReceiveAsync()).Id);
    }

    [Fact]
    public async Task Heartbeats_keep_a_seat_far_beyond_its_ttl()
    {
        await using var server = await SeatsScenario.StartAsync(limits: new() { IdleMax = TimeSpan.FromHours(1) });
        var ada = await server.ConnectAsync();
        await ada.CheckoutAsync(server.NewLease());

        for (var minute = 0; minute < 60; minute += 5)
        {
            server.Clock.Advance(TimeSpan.FromMinutes(5));
            Assert.Equal(900u, (await ada.BeatAsync()).TtlSeconds);
        }

        await server.SettleAsync();
        Assert.Equal(1, server.Counts.Active);
    }

    [Fact]
    public async Task After_a_restart_every_lease_has_a_full_life_again()
    {
        await using var server = await SeatsScenario.StartAsync(seats: 1);
        var ada = await server.ConnectAsync();
        var lease = server.NewLease();
        await ada.CheckoutAsync(lease);
        server.Clock.Advance(TimeSpan.FromMinutes(14));

        await server.RestartAsync();

        server.Clock.Advance(TimeSpan.FromMinutes(14));
        var bob = await server.ConnectAsync("bob");
        Assert.Equal(ErrorCodes.AllSeatsTaken, (await bob.CheckoutAsync(server.NewLease())).Denied.Code);
        var again = await server.ConnectAsync();
        Assert.Equal(TestClient.Wire(lease), (await again.CheckoutAsync(lease)).Granted.Lease);
    }

    [Fact]
    public async Task Status_and_who_show_what_is_durable()
    {
        await using var server = await SeatsScenario.StartAsync(seats: 2);
        var ada = await server.ConnectAsync();
        var lease = server.NewLease();
        await ada.CheckoutAsync(lease, with: checkout => checkout.Seats = 2);
        await ada.CheckoutAsync(server.NewLease(), with: checkout => checkout.WaitSeconds = 60);

        var status = (await ada.AskAsync(new() { Status = new() })).Status;
        var cad = Assert.Single(status.Features);
        Assert.Equal(("serving", 1u), (status.Condition, status.FeaturesTotal));
        Assert.Equal((2u, 2u, 0u, 1u, 1u), (cad.Counts.Total, cad.Counts.Active, cad.Counts.Free, cad.Counts.Queued, cad.QueueLength));
        Assert.Equal(("L1#0", 2u, 2u, "open"), (cad.Lines[0].Id, cad.Lines[0].Seats, cad.Lines[0].Used, cad.Lines[0].State));

        var who = (await ada.AskAsync(new() { Who = new() { Feature = "cad" } })).Who;
        Assert.Equal(2u, who.Total);
        Assert.Equal(("ada", 2u, "active", 0u), (who.Leases[0].User, who.Leases[0].Seats, who.Leases[0].State, who.Leases[0].Position));
        Assert.Equal(("queued", 1u), (who.Leases[1].State, who.Leases[1].Position));

        var page = (await ada.AskAsync(new() { Who = new() { Skip = 1, Take = 1 } })).Who;
        Assert.Equal("queued", Assert.Single(page.Leases).State);
    }

    [Fact]
    public async Task Who_asks_for_the_status_of_a_feature_again_sees_what_others_did_since()
    {
        await using var server = await SeatsScenario.StartAsync(seats: 2);
        var ada = await server.ConnectAsync();
        var bob = await server.ConnectAsync("bob");

        Assert.Equal(0u, await ActiveAsync());
        Assert.Equal(0u, await ActiveAsync());
        var lease = server.NewLease();
        await bob.CheckoutAsync(lease);
        Assert.Equal(1u, await ActiveAsync());
        await bob.AskAsync(TestClient.CheckIn(lease));
        Assert.Equal(0u, await ActiveAsync());

        async Task<uint> ActiveAsync() =>
            Assert.Single((await ada.AskAsync(new() { Status = new() { Features = { "cad" } } })).Status.Features).Counts.Active;
    }

    [Fact]
    public async Task A_changed_license_is_told_to_every_connection()
    {
        await using var server = await SeatsScenario.StartAsync();
        var ada = await server.ConnectAsync();
        var bob = await server.ConnectAsync("bob");

        await server.SetSeatsAsync(5);

        Assert.Equal("acme/cad", Assert.Single((await ada.ReceiveAsync()).LicenseChanged.Features));
        Assert.Equal("acme/cad", Assert.Single((await bob.ReceiveAsync()).LicenseChanged.Features));
    }

    [Fact]
    public async Task A_server_that_stops_says_so_answers_what_is_in_flight_and_closes()
    {
        await using var server = await SeatsScenario.StartAsync();
        var ada = await server.ConnectAsync();
        await ada.CheckoutAsync(server.NewLease());
        var hold = server.Journal.Hold();
        var checkout = await ada.SendAsync(TestClient.Checkout(server.NewLease()));
        await hold.Reached.WaitAsync(TimeSpan.FromSeconds(30));

        ada.Connection.RequestClose();

        Assert.NotNull((await ada.ReceiveAsync()).ShuttingDown);
        hold.Release();
        Assert.Equal(checkout, (await ada.ReceiveAsync()).Id);
        Assert.Null(await ada.TryReceiveAsync());
        await server.SettleAsync();
        Assert.Equal((2, 0), (server.Counts.Active, server.Counts.Lingering));
    }

    [Fact]
    public async Task While_the_journal_fails_requests_fail_status_says_why_and_heartbeats_go_on()
    {
        await using var server = await SeatsScenario.StartAsync();
        var ada = await server.ConnectAsync();
        var lease = server.NewLease();
        await ada.CheckoutAsync(lease);
        server.Journal.FailNext(Journal.Memory.MemoryFault.Unavailable);

        var failed = (await ada.CheckoutAsync(server.NewLease())).Failed;

        Assert.Equal(ErrorCodes.JournalUnusable, failed.Code);
        Assert.Equal(100u, failed.RetryAfterMs);
        Assert.StartsWith("the server refuses to serve", (await ada.AskAsync(new() { Status = new() })).Status.Condition, StringComparison.Ordinal);
        Assert.Equal(900u, (await ada.BeatAsync(lease)).TtlSeconds);
    }
}
