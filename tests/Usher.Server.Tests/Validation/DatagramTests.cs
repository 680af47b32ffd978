using Google.Protobuf;
using Usher.Core;
using Usher.Protocol;
using Usher.Server.Access;
using Usher.Server.Management.Routes;
using Usher.Server.Tests.Lanes;
using Usher.Server.Tests.Metrics;
using Usher.Server.Tests.Seats;

namespace Usher.Server.Tests.Validation;

/// <summary>What questions by datagram do, and what they are answered.</summary>
public sealed class DatagramTests
{
    private static readonly TimeSpan Ttl = ValidationScenario.Ttl;

    [Fact]
    public async Task A_grant_hands_over_what_datagrams_take_to_a_client_that_can_do_them()
    {
        await using var desk = await ValidationScenario.StartAsync();

        var handedOver = await desk.CheckoutAsync(await desk.ConnectAsync(), desk.Seats.NewLease());
        Assert.Equal(
            (4711u, WireLimits.DatagramKeyBytes, true, 120u, false),
            (handedOver.Port, handedOver.Key.Length, handedOver.Boot != 0, handedOver.HeartbeatSeconds, handedOver.Connectionless));

        Assert.Null(await desk.CheckoutAsync(await desk.ConnectAsync("bob", datagrams: false), desk.Seats.NewLease()));
    }

    [Fact]
    public async Task A_detached_lease_has_no_key_because_no_sign_of_life_makes_it_longer()
    {
        await using var desk = await ValidationScenario.StartAsync();
        var client = await desk.ConnectAsync();
        var granted = (await client.CheckoutAsync(desk.Seats.NewLease(), with: checkout => checkout.Detached = true)).Granted;
        Assert.Null(granted.Validation);
    }

    [Fact]
    public async Task Every_lease_has_a_key_of_its_own()
    {
        await using var desk = await ValidationScenario.StartAsync();
        var client = await desk.ConnectAsync();
        var (one, other) = (desk.Seats.NewLease(), desk.Seats.NewLease());
        var first = (await desk.CheckoutAsync(client, one)).Key;
        var second = (await desk.CheckoutAsync(client, other)).Key;

        Assert.NotEqual(first, second);
        Assert.Equal("Good 900", desk.Beat(other));
        Assert.Equal("forged", desk.Beat(one));
    }

    [Fact]
    public async Task A_heartbeat_keeps_the_lease_and_says_how_long_it_is_good()
    {
        await using var desk = await ValidationScenario.StartAsync();
        var lease = await desk.TakeConnectionlessAsync();

        for (var beat = 0; beat < 10; beat++)
        {
            await desk.PassAsync(Ttl - TimeSpan.FromSeconds(1));
            Assert.Equal("Good 900", desk.Beat(lease));
        }

        Assert.Equal(1, desk.Seats.Counts.Active);
    }

    [Fact]
    public async Task A_heartbeat_says_how_long_nothing_was_heard_and_a_query_does_not()
    {
        await using var desk = await ValidationScenario.StartAsync();
        var lease = await desk.TakeConnectionlessAsync();
        desk.Beat(lease);
        var before = desk.Seats.Metrics.Value("usher_heartbeat_age_seconds") ?? 0;

        await desk.PassAsync(TimeSpan.FromSeconds(150));
        desk.Query(lease);
        Assert.Equal(before, desk.Seats.Metrics.Value("usher_heartbeat_age_seconds"));
        desk.Beat(lease);

        Assert.Equal(before + 150, desk.Seats.Metrics.Value("usher_heartbeat_age_seconds"));
        Assert.Equal(1, desk.Seats.Metrics.UpTo("usher_heartbeat_age_seconds", 300) - desk.Seats.Metrics.UpTo("usher_heartbeat_age_seconds", 120));
    }

    [Fact]
    public async Task The_API_tells_apart_what_a_lease_lives_by()
    {
        await using var desk = await ValidationScenario.StartAsync(seats: 3);
        await desk.TakeConnectionlessAsync();
        var client = await desk.ConnectAsync("bob");
        await client.CheckoutAsync(desk.Seats.NewLease());
        await client.CheckoutAsync(desk.Seats.NewLease(), with: checkout => checkout.Detached = true);

        var rows = (await desk.Seats.Desk.WhoAsync(DeskScenario.Cad, 0, 10)).Rows.Select(row => SeatRows.Of(row, PlainNames.Instance));

        Assert.Equal(
            [("ada", false, true), ("bob", false, false), ("bob", true, false)],
            rows.Select(row => (row.User, row.Detached, row.Connectionless)));
    }

    [Fact]
    public async Task A_query_says_what_is_left_and_keeps_nothing()
    {
        await using var desk = await ValidationScenario.StartAsync();
        var lease = await desk.TakeConnectionlessAsync();
        await desk.PassAsync(TimeSpan.FromSeconds(100.5));
        Assert.Equal("Good 799", desk.Query(lease));

        await desk.PassAsync(TimeSpan.FromSeconds(799));
        Assert.Equal("AskOverTcp 0", desk.Query(lease));
        await desk.PassAsync(TimeSpan.FromSeconds(3));
        Assert.Equal(0, desk.Seats.Counts.Active);
    }

    [Fact]
    public async Task A_lease_without_signs_of_life_lapses_and_datagrams_do_not_bring_it_back()
    {
        await using var desk = await ValidationScenario.StartAsync();
        var lease = await desk.TakeConnectionlessAsync();

        await desk.PassAsync(Ttl + TimeSpan.FromSeconds(2));

        Assert.Equal("AskOverTcp 0", desk.Beat(lease));
        Assert.Equal(0, desk.Seats.Counts.Active);
        desk.Seats.Validation.Book.Sweep();
        Assert.Equal(0, desk.Seats.Validation.Book.Count);
        Assert.Equal("AskOverTcp 0", desk.Beat(lease));
    }

    [Fact]
    public async Task A_question_counts_once()
    {
        await using var desk = await ValidationScenario.StartAsync();
        var lease = await desk.TakeConnectionlessAsync();
        var question = desk.Question(lease);
        Assert.Equal("Good 900", desk.Say(question));
        await desk.PassAsync(TimeSpan.FromMinutes(10));

        Assert.Equal("replayed", desk.Say(question));

        await desk.PassAsync(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(2));
        Assert.Equal(0, desk.Seats.Counts.Active);
    }

    [Fact]
    public async Task A_question_that_was_overtaken_is_dropped()
    {
        await using var desk = await ValidationScenario.StartAsync();
        var lease = await desk.TakeConnectionlessAsync();
        var (early, late) = (desk.Question(lease), desk.Question(lease));

        Assert.Equal(("Good 900", "replayed"), (desk.Say(late), desk.Say(early)));
    }

    [Fact]
    public async Task A_question_not_above_the_counter_that_was_handed_over_is_dropped()
    {
        await using var desk = await ValidationScenario.StartAsync();
        var lease = await desk.TakeConnectionlessAsync();
        var counter = desk.HandedOver.Counter;

        Assert.Equal("replayed", desk.Say(desk.Question(lease, counter)));
        Assert.Equal("Good 900", desk.Say(desk.Question(lease, counter + 1)));
    }

    [Fact]
    public async Task Without_the_key_of_the_lease_there_is_no_answer()
    {
        await using var desk = await ValidationScenario.StartAsync();
        var lease = await desk.TakeConnectionlessAsync();
        var wrong = desk.HandedOver.Key.ToByteArray();
        wrong[0] ^= 1;

        Assert.Equal("forged", desk.Say(desk.Question(lease, key: wrong)));
        Assert.Equal("forged", desk.Beat(desk.Seats.NewLease()));
        Assert.Equal("forged", desk.Say(desk.Question(lease, boot: 1, key: wrong)));
    }

    [Fact]
    public async Task What_is_no_question_of_this_version_gets_no_answer()
    {
        await using var desk = await ValidationScenario.StartAsync();
        var question = desk.Question(await desk.TakeConnectionlessAsync());
        var other = question.ToArray();
        other[1] = 2;
        var answer = question.ToArray();
        (answer[2], answer[3]) = (0x81, 1);

        Assert.Equal("malformed", desk.Say([]));
        Assert.Equal("malformed", desk.Say(question[..^1]));
        Assert.Equal("malformed", desk.Say([.. question, 0]));
        Assert.Equal("version", desk.Say(other));
        Assert.Equal("malformed", desk.Say(answer));
        Assert.Equal("Good 900", desk.Say(question));
    }

    [Fact]
    public async Task After_a_restart_a_connectionless_lease_is_kept_by_datagrams_with_nobody_coming_back()
    {
        await using var desk = await ValidationScenario.StartAsync();
        var lease = await desk.TakeConnectionlessAsync();
        desk.Seats.Clock.Advance(TimeSpan.FromMinutes(14));
        var recorded = desk.Question(lease, counter: ulong.MaxValue);
        await desk.Seats.RestartAsync();

        var (_, restarted) = desk.Ask(recorded);
        Assert.Equal((LeaseStanding.Restarted, desk.Seats.Validation.Boot, 0u), (restarted.Standing, restarted.Boot, restarted.TtlSeconds));
        Assert.NotEqual(desk.HandedOver.Boot, restarted.Boot);
        for (var beat = 0; beat < 5; beat++)
        {
            await desk.PassAsync(TimeSpan.FromMinutes(14));
            Assert.Equal("Good 900", desk.Say(desk.Question(lease, boot: restarted.Boot)));
        }

        Assert.Equal(1, desk.Seats.Counts.Active);
    }

    [Fact]
    public async Task What_was_recorded_before_a_restart_keeps_nothing_after_it()
    {
        await using var desk = await ValidationScenario.StartAsync();
        var lease = await desk.TakeConnectionlessAsync();
        var recorded = desk.Question(lease, counter: ulong.MaxValue);
        await desk.Seats.RestartAsync();

        await desk.PassAsync(Ttl - TimeSpan.FromSeconds(1));
        Assert.Equal("Restarted 0", desk.Say(recorded));
        await desk.PassAsync(TimeSpan.FromSeconds(3));

        Assert.Equal(0, desk.Seats.Counts.Active);
    }

    [Fact]
    public async Task After_a_restart_a_query_says_that_the_lease_has_its_full_life_again()
    {
        await using var desk = await ValidationScenario.StartAsync();
        var lease = await desk.TakeConnectionlessAsync();
        desk.Seats.Clock.Advance(Ttl - TimeSpan.FromSeconds(1));
        await desk.Seats.RestartAsync();

        Assert.Equal("Good 900", desk.Say(desk.Question(lease, kind: DatagramKind.Query, boot: desk.Seats.Validation.Boot)));
    }

    [Fact]
    public async Task When_the_connection_that_holds_a_lease_ends_datagrams_keep_it_no_longer()
    {
        await using var desk = await ValidationScenario.StartAsync();
        var (client, lease) = (await desk.ConnectAsync(), desk.Seats.NewLease());
        await desk.CheckoutAsync(client, lease);
        Assert.Equal("Good 900", desk.Beat(lease));

        await client.LeaveAsync();
        await desk.Seats.SettleAsync();

        Assert.Equal("AskOverTcp 0", desk.Beat(lease));
        Assert.Equal(1, desk.Seats.Counts.Lingering);
    }

    [Fact]
    public async Task A_lease_that_is_resumed_takes_no_question_that_was_recorded_before()
    {
        await using var desk = await ValidationScenario.StartAsync();
        var (client, lease) = (await desk.ConnectAsync(), desk.Seats.NewLease());
        await desk.CheckoutAsync(client, lease);
        var recorded = desk.Question(lease, desk.HandedOver.Counter + 10);
        await client.LeaveAsync();
        await desk.PassAsync(TimeSpan.FromSeconds(1));

        var before = desk.HandedOver.Counter;
        await desk.CheckoutAsync(await desk.ConnectAsync(), lease, request: ByteString.CopyFrom(new byte[15].Append((byte)9).ToArray()));

        Assert.True(desk.HandedOver.Counter > before + 10);
        Assert.Equal("replayed", desk.Say(recorded));
        Assert.Equal("Good 900", desk.Beat(lease));
    }

    [Fact]
    public async Task A_lease_that_was_revoked_is_asked_about_over_TCP()
    {
        await using var desk = await ValidationScenario.StartAsync();
        var lease = await desk.TakeConnectionlessAsync();

        await desk.Seats.RevokeAsync(lease, "audit");

        Assert.Equal("AskOverTcp 0", desk.Beat(lease));
        var answer = await (await desk.ConnectAsync()).CheckoutAsync(lease, with: checkout => checkout.RequestId = TestClient.Wire(desk.Seats.NewLease()));
        Assert.NotNull(answer.Denied);
    }

    [Fact]
    public async Task A_life_that_was_renewed_shorter_is_told_shorter()
    {
        await using var desk = await ValidationScenario.StartAsync();
        var (client, lease) = (await desk.ConnectAsync(), desk.Seats.NewLease());
        await desk.CheckoutAsync(client, lease, connectionless: true);
        Assert.Equal("Good 900", desk.Beat(lease));

        await desk.Seats.Desk.ExecuteAsync(Lanes.DeskScenario.Cad, new Core.Renew(lease, Lanes.DeskScenario.Person("ada"), TimeSpan.FromSeconds(60)), default);
        Assert.Equal("Good 60", desk.Beat(lease));

        await client.AskAsync(new ClientMessage { Renew = new() { Lease = TestClient.Wire(lease), Feature = "cad", TtlSeconds = 600 } });
        Assert.Equal("Good 600", desk.Beat(lease));
    }

    [Fact]
    public async Task No_datagram_promises_more_than_the_license_line_has()
    {
        await using var desk = await ValidationScenario.StartAsync();
        var ends = desk.Seats.Clock.Now.AddMinutes(20);
        await desk.Seats.Desk.ExecuteAsync(Lanes.DeskScenario.Cad, new SetLines([Lanes.DeskScenario.Line(2) with { EndsAt = ends }]), default);
        var lease = await desk.TakeConnectionlessAsync();
        await desk.PassAsync(TimeSpan.FromMinutes(10));

        Assert.Equal("Good 600", desk.Beat(lease));
    }

    [Fact]
    public async Task A_connectionless_lease_from_the_queue_gets_its_key_with_the_grant()
    {
        await using var desk = await ValidationScenario.StartAsync(seats: 1);
        var (holder, held) = (await desk.ConnectAsync("bob"), desk.Seats.NewLease());
        await desk.CheckoutAsync(holder, held);
        var (waiter, lease) = (await desk.ConnectAsync(), desk.Seats.NewLease());
        var queued = await waiter.CheckoutAsync(lease, with: checkout => (checkout.Connectionless, checkout.WaitSeconds) = (true, 60));
        Assert.NotNull(queued.Queued);

        await holder.AskAsync(TestClient.CheckIn(held));
        var pushed = (await waiter.ReceiveAsync()).Granted;

        Assert.True(pushed.Validation.Connectionless);
        Assert.Equal(WireLimits.DatagramKeyBytes, pushed.Validation.Key.Length);
    }

    [Fact]
    public async Task Detached_and_connectionless_exclude_each_other()
    {
        await using var desk = await ValidationScenario.StartAsync();
        var answer = await (await desk.ConnectAsync()).CheckoutAsync(
            desk.Seats.NewLease(), with: checkout => (checkout.Connectionless, checkout.Detached) = (true, true));
        Assert.Equal(ErrorCodes.BadField, answer.Failed.Code);
    }
}
