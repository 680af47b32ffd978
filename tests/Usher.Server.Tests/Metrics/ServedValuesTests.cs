using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Usher.Core;
using Usher.Server.Metrics;
using Usher.Server.Seats;
using Usher.Server.Tests.Lanes;
using Usher.Server.Tests.Seats;

namespace Usher.Server.Tests.Metrics;

/// <summary>What is done with seats, seen in the metrics, in virtual time.</summary>
public sealed class ServedValuesTests
{
    private const string Cad = "feature=\"acme/cad\"";
    private static readonly TimeSpan Ttl = new PoolSettings().TtlDefault, Margin = new PoolSettings().Margin, Linger = new PoolSettings().Linger;

    [Fact]
    public async Task A_checkout_and_a_check_in_move_a_seat_between_its_states()
    {
        await using var server = await StartAsync(seats: 2);
        var ada = await server.ConnectAsync();
        var lease = server.NewLease();
        Assert.Equal("active 0, free 2, queued 0", Seats(server));

        await ada.CheckoutAsync(lease);
        Assert.Equal("active 1, free 1, queued 0", Seats(server));
        await ada.AskAsync(TestClient.CheckIn(lease));
        await server.SettleAsync();

        Assert.Equal("active 0, free 2, queued 0", Seats(server));
        Assert.Equal(1, server.Metrics.Value("usher_checkouts_total", Cad));
        Assert.Equal(2, server.Metrics.Value("usher_seats_licensed", Cad));
        Assert.Equal(0, server.Metrics.Value("usher_leases_lapsed_total", $"{Cad},reason=\"silent\""));
    }

    [Fact]
    public async Task A_refusal_is_a_denial_with_its_code_and_a_request_that_cannot_be_handled_is_a_failure()
    {
        await using var server = await StartAsync(seats: 1);
        var ada = await server.ConnectAsync();
        await ada.CheckoutAsync(server.NewLease());

        var denied = (await ada.CheckoutAsync(server.NewLease())).Denied;
        var unknown = (await ada.CheckoutAsync(server.NewLease(), "cda")).Denied;
        var failed = (await ada.CheckoutAsync(server.NewLease(), "")).Failed;

        Assert.Equal(1, server.Metrics.Value("usher_denials_total", $"code=\"{denied.Code}\""));
        Assert.Equal(1, server.Metrics.Value("usher_denials_total", $"code=\"{unknown.Code}\""));
        Assert.Equal(1, server.Metrics.Value("usher_failures_total", $"code=\"{failed.Code}\""));
        Assert.Equal(2, server.Metrics.Series("usher_denials_total").Count);
    }

    [Fact]
    public async Task A_request_that_waits_is_in_the_queue_and_a_grant_from_it_is_a_checkout()
    {
        await using var server = await StartAsync(seats: 1);
        var (ada, bob) = (await server.ConnectAsync(), await server.ConnectAsync("bob"));
        var lease = server.NewLease();
        await ada.CheckoutAsync(lease);

        Assert.NotNull((await bob.CheckoutAsync(server.NewLease(), with: wish => wish.WaitSeconds = 60)).Queued);
        Assert.Equal("active 1, free 0, queued 1", Seats(server));
        Assert.Equal(1, server.Metrics.Value("usher_queue_length", Cad));

        await ada.AskAsync(TestClient.CheckIn(lease));
        Assert.NotNull((await bob.ReceiveAsync()).Granted);
        Assert.Equal(0, server.Metrics.Value("usher_queue_length", Cad));
        Assert.Equal(2, server.Metrics.Value("usher_checkouts_total", Cad));
    }

    [Fact]
    public async Task A_silent_client_loses_its_seat_and_its_connection_and_both_are_counted()
    {
        await using var server = await StartAsync(seats: 1);
        var ada = await server.ConnectAsync();
        await ada.CheckoutAsync(server.NewLease());

        server.Clock.Advance(Ttl + Margin + TimeSpan.FromSeconds(1));
        await ada.Handling.WaitAsync(TimeSpan.FromSeconds(30));
        await server.SettleAsync();

        Assert.Equal(1, server.Metrics.Value("usher_leases_lapsed_total", $"{Cad},reason=\"silent\""));
        Assert.Equal(0, server.Metrics.Value("usher_leases_lapsed_total", $"{Cad},reason=\"abandoned\""));
        Assert.Equal(1, server.Metrics.Value("usher_connections_dropped_total", "reason=\"idle\""));
    }

    [Fact]
    public async Task A_client_that_left_and_did_not_come_back_is_counted_apart()
    {
        await using var server = await StartAsync(seats: 1);
        var ada = await server.ConnectAsync();
        await ada.CheckoutAsync(server.NewLease());

        await ada.LeaveAsync();
        await server.SettleAsync();
        Assert.Equal(1, server.Metrics.Value("usher_seats", $"{Cad},state=\"lingering\""));
        server.Clock.Advance(Linger + TimeSpan.FromSeconds(1));
        await server.SettleAsync();

        Assert.Equal(1, server.Metrics.Value("usher_leases_lapsed_total", $"{Cad},reason=\"abandoned\""));
    }

    [Fact]
    public async Task A_heartbeat_says_how_long_nothing_was_heard()
    {
        await using var server = await StartAsync(seats: 2);
        var ada = await server.ConnectAsync();
        await ada.CheckoutAsync(server.NewLease());
        await ada.CheckoutAsync(server.NewLease());

        server.Clock.Advance(TimeSpan.FromSeconds(12));
        await ada.BeatAsync();

        Assert.Equal(1, server.Metrics.Value("usher_heartbeats_total"));
        Assert.Equal(24, server.Metrics.Value("usher_heartbeat_age_seconds"));
        Assert.Equal(0, server.Metrics.UpTo("usher_heartbeat_age_seconds", 10));
        Assert.Equal(2, server.Metrics.UpTo("usher_heartbeat_age_seconds", 15));
    }

    [Fact]
    public async Task What_is_decided_together_is_one_batch()
    {
        await using var desk = await new DeskScenario().StartAsync();
        var before = Triples(desk.Metrics);

        Assert.Null(desk.Post(new RecordingPeer(), desk.Checkout(desk.NewLease()), desk.Checkout(desk.NewLease()), desk.Checkout(desk.NewLease())));
        await desk.Desk.ExecuteAsync(DeskScenario.Cad, new Settle(), default);
        await desk.Desk.ExecuteAsync(DeskScenario.Cad, new Settle(), default);

        Assert.Equal(before + 1, Triples(desk.Metrics));
        Assert.Equal(desk.Metrics.Value("usher_batches_total"), desk.Metrics.Series("usher_batch_requests")[0].Counts.Sum());
        Assert.NotEmpty(desk.Metrics.Series("usher_journal_append_seconds"));

        static long Triples(MetricTable metrics) => metrics.UpTo("usher_batch_requests", 5) - metrics.UpTo("usher_batch_requests", 2);
    }

    [Fact]
    public async Task A_connection_counts_while_it_is_behind_the_door_and_a_stranger_is_counted_by_reason()
    {
        using var table = Readings.NewTable();
        var door = new Door(new SeatsSettings(), IPAddress.IsLoopback, NullLogger<Door>.Instance) { SeatsMetrics = new SeatsMetrics(table.Meters) };
        double? inside = null;
        var guarded = door.Guard(_ =>
        {
            inside = table.Value("usher_connections");
            return Task.CompletedTask;
        });

        await new TestClient(guarded).Handling;
        await new TestClient(guarded, new MemoryConnection { RemoteEndPoint = new IPEndPoint(IPAddress.Parse("192.0.2.1"), 1) }).Handling;

        Assert.Equal((1, 0), (inside, table.Value("usher_connections")));
        Assert.Equal(1, table.Value("usher_connections_dropped_total", "reason=\"untrusted\""));
        Assert.Equal(0, table.Value("usher_connections_dropped_total", "reason=\"protocol\""));
    }

    [Theory]
    [InlineData(0, "other")]
    [InlineData(2, "acme/cad acme/f1 other")]
    [InlineData(3, "acme/cad acme/f1 acme/f2 other")]
    [InlineData(4, "acme/cad acme/f1 acme/f2 acme/f3")]
    public async Task Features_above_the_limit_are_summed_under_other(int featuresMax, string names)
    {
        await using var desk = await new DeskScenario().StartAsync(seats: 1);
        for (var more = 1; more <= 3; more++)
            await desk.SetSeatsAsync(1, new PoolId("acme", string.Create(CultureInfo.InvariantCulture, $"f{more}")));
        PoolMetrics.Publish(desk.Metrics.Meters, desk.Desk, featuresMax);

        var licensed = desk.Metrics.Series("usher_seats_licensed");

        Assert.Equal(names, string.Join(' ', licensed.Select(series => series.Labels.Labels[0].Value)));
        Assert.Equal(4, licensed.Sum(series => series.Value));
        Assert.Equal(Math.Max(0, 4 - featuresMax), licensed.SingleOrDefault(series => series.Labels.Text == "feature=\"other\"")?.Value ?? 0);
    }

    private static async Task<SeatsScenario> StartAsync(int seats)
    {
        var server = await SeatsScenario.StartAsync(seats);
        PoolMetrics.Publish(server.Metrics.Meters, server.Desk, featuresMax: 10);
        return server;
    }

    private static string Seats(SeatsScenario server) => string.Join(
        ", ",
        new[] { "active", "free", "queued" }.Select(state => $"{state} {server.Metrics.Value("usher_seats", $"{Cad},state=\"{state}\"")}"));
}
