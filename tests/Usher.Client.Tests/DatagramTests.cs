using Usher.Client.Datagrams;
using Usher.Client.Tests.Fakes;
using Usher.Protocol;
using Body = Usher.Protocol.ClientMessage.BodyOneofCase;

namespace Usher.Client.Tests;

/// <summary>Heartbeats of leases that a connection holds: by datagram when they get through, over TCP when they do not.</summary>
public sealed class DatagramTests
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task The_first_heartbeat_goes_over_TCP_with_a_probe_beside_it_and_the_next_by_datagram()
    {
        await using var desk = await StartAsync();
        var lease = await desk.CheckoutAsync();

        desk.Clock.Advance(Every);
        await desk.AnswerBeatAsync();
        var probe = await desk.Datagrams.ReceiveAsync();
        Assert.Equal((DatagramKind.Query, lease.Id.Value, 77ul), (probe.Kind, probe.Lease, probe.Boot));
        desk.Datagrams.Answer(probe);
        desk.Clock.Advance(Every);

        var beat = await desk.Datagrams.HeartbeatAsync();
        Assert.True(beat.Counter > probe.Counter);
        await desk.SettledAsync(); // Nothing came over TCP before this question.
        Assert.Equal(("one:1203", FakeDatagrams.Port), Assert.Single(desk.Datagrams.Opened));
    }

    [Fact]
    public async Task A_heartbeat_by_datagram_moves_the_deadline_from_when_it_was_sent()
    {
        await using var desk = await OpenAsync();
        desk.Clock.Advance(Every);
        var beat = await desk.Datagrams.HeartbeatAsync();
        desk.Clock.Advance(Some.Seconds(0.5));

        desk.Datagrams.Answer(beat, ttlSeconds: 600);

        Assert.Equal(Some.Seconds(599.5), desk.Lease.Remaining);
    }

    [Fact]
    public async Task A_query_moves_nothing()
    {
        await using var desk = await StartAsync();
        var lease = await desk.CheckoutAsync();
        desk.Clock.Advance(Every);
        await desk.Server.ReceiveAsync(Body.Heartbeat);

        desk.Datagrams.Answer(await desk.Datagrams.ReceiveAsync(), ttlSeconds: 5000);

        Assert.Equal(Some.Seconds(ClientScenario.TtlSeconds) - Every, lease.Remaining);
    }

    [Fact]
    public async Task What_gets_no_answer_within_a_second_is_asked_over_TCP()
    {
        await using var desk = await OpenAsync();
        desk.Clock.Advance(Every);
        await desk.Datagrams.HeartbeatAsync();

        desk.Clock.Advance(DatagramLimits.AnswerMax);

        var beat = await desk.Server.ReceiveAsync(Body.Heartbeat);
        Assert.Equal([FromWire.Id(desk.Lease.Id.Value)], beat.Heartbeat.Leases);
    }

    [Fact]
    public async Task The_connection_shows_life_over_TCP_too_before_a_third_of_its_idle_time_is_over()
    {
        await using var desk = await OpenAsync();
        for (var beat = 0; beat < 2; beat++)
        {
            desk.Clock.Advance(Every);
            desk.Datagrams.Answer(await desk.Datagrams.HeartbeatAsync());
            await desk.SettledAsync();
        }

        desk.Clock.Advance(Every);

        await desk.Server.ReceiveAsync(Body.Heartbeat);
        Assert.Equal(0, desk.Datagrams.Waiting);
    }

    [Fact]
    public async Task After_three_probes_without_an_answer_datagrams_are_left_alone_for_a_while()
    {
        await using var desk = await StartAsync(every: 10);
        await desk.CheckoutAsync();
        for (var probe = 0; probe < DatagramLimits.LostMax; probe++)
        {
            desk.Clock.Advance(Some.Seconds(10));
            await desk.AnswerBeatAsync();
            Assert.Equal(DatagramKind.Query, (await desk.Datagrams.ReceiveAsync()).Kind);
        }

        // Half of the first pause, the other half being chance, which is none here.
        for (var quiet = TimeSpan.Zero; quiet <= DatagramLimits.RetryFirst / 2; quiet += Some.Seconds(10))
        {
            Assert.Equal(0, desk.Datagrams.Waiting);
            desk.Clock.Advance(Some.Seconds(10));
            await desk.AnswerBeatAsync();
        }

        Assert.Equal(DatagramKind.Query, (await desk.Datagrams.ReceiveAsync()).Kind);
    }

    [Theory]
    [InlineData(DatagramLimits.PerBeatMax, true)]
    [InlineData(DatagramLimits.PerBeatMax + 1, false)]
    public async Task Many_leases_show_life_by_one_message_over_TCP(int leases, bool byDatagram)
    {
        await using var desk = await OpenAsync();
        for (var more = 1; more < leases; more++)
            await desk.CheckoutAsync();
        desk.Clock.Advance(Every);

        if (byDatagram)
            Assert.Equal(leases, desk.Datagrams.Waiting);
        else
            Assert.Equal(leases, (await desk.Server.ReceiveAsync(Body.Heartbeat)).Heartbeat.Leases.Count);
    }

    [Fact]
    public async Task A_server_that_does_not_keep_the_lease_by_datagrams_is_asked_over_TCP_at_once()
    {
        await using var desk = await OpenAsync();
        desk.Clock.Advance(Every);
        var beat = await desk.Datagrams.HeartbeatAsync();

        desk.Datagrams.Answer(beat, LeaseStanding.AskOverTcp, ttlSeconds: 0);

        await desk.AnswerBeatAsync();
        Assert.Equal(LeaseState.Held, desk.Lease.State);
        desk.Clock.Advance(Every);
        await desk.Server.ReceiveAsync(Body.Heartbeat);
        Assert.Equal(0, desk.Datagrams.Waiting);
    }

    [Fact]
    public async Task Answers_that_are_forged_old_or_to_no_question_change_nothing()
    {
        await using var desk = await OpenAsync();
        desk.Clock.Advance(Every);
        var beat = await desk.Datagrams.HeartbeatAsync();
        var left = desk.Lease.Remaining;

        desk.Datagrams.Answer(beat, ttlSeconds: 5000, key: new byte[WireLimits.DatagramKeyBytes]);
        desk.Datagrams.Answer(beat with { Counter = beat.Counter + 1 }, ttlSeconds: 5000);
        desk.Datagrams.Answer(beat with { Lease = beat.Lease + 1 }, ttlSeconds: 5000);
        desk.Datagrams.Bring([]);
        desk.Datagrams.Bring(new byte[WireLimits.DatagramBytes]);
        desk.Datagrams.Bring(new byte[WireLimits.DatagramBytes + 1]);
        Assert.Equal(left, desk.Lease.Remaining);

        desk.Datagrams.Answer(beat, ttlSeconds: 100);
        desk.Datagrams.Answer(beat, ttlSeconds: 5000);
        Assert.Equal(Some.Seconds(100), desk.Lease.Remaining);
    }

    [Fact]
    public async Task An_answer_that_was_overtaken_by_a_later_one_changes_nothing()
    {
        await using var desk = await OpenAsync();
        desk.Clock.Advance(Every);
        var first = await desk.Datagrams.HeartbeatAsync();
        desk.Clock.Advance(DatagramLimits.AnswerMax);
        await desk.AnswerBeatAsync();
        desk.Clock.Advance(Every - DatagramLimits.AnswerMax);
        var second = await desk.Datagrams.HeartbeatAsync();

        desk.Datagrams.Answer(second, ttlSeconds: 700);
        desk.Datagrams.Answer(first, ttlSeconds: 5000);

        Assert.Equal(Some.Seconds(700), desk.Lease.Remaining);
    }

    [Fact]
    public async Task Without_a_key_everything_goes_over_TCP()
    {
        await using var desk = await StartAsync();
        desk.Validation = null;
        await desk.CheckoutAsync();

        desk.Clock.Advance(Every);

        await desk.Server.ReceiveAsync(Body.Heartbeat);
        Assert.Empty(desk.Datagrams.Opened);
    }

    private static async Task<ClientScenario> StartAsync(uint every = 30)
    {
        var desk = await ClientScenario.ConnectedAsync(heartbeatSeconds: every, idleSeconds: 300);
        desk.Validation = FakeDatagrams.HandedOver(desk.Datagrams.Boot);
        return desk;
    }

    /// <summary>A client with one lease, whose datagrams get through.</summary>
    private static async Task<ClientScenario> OpenAsync()
    {
        var desk = await StartAsync();
        desk.Lease = await desk.CheckoutAsync();
        desk.Clock.Advance(Every);
        await desk.AnswerBeatAsync();
        desk.Datagrams.Answer(await desk.Datagrams.ReceiveAsync());
        return desk;
    }
}
