using Usher.Client.Datagrams;
using Usher.Client.Tests.Fakes;
using Usher.Protocol;
using Body = Usher.Protocol.ClientMessage.BodyOneofCase;

namespace Usher.Client.Tests;

/// <summary>"Is this lease still good?", asked by the program.</summary>
public sealed class LeaseCheckTests
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Where_datagrams_get_through_one_asks_and_moves_no_deadline()
    {
        await using var desk = await OpenAsync();
        var remaining = desk.Lease.Remaining;

        var checking = desk.Lease.CheckAsync().Soon();
        var question = await desk.Datagrams.ReceiveAsync();
        Assert.Equal((DatagramKind.Query, desk.Lease.Id.Value), (question.Kind, question.Lease));
        desk.Clock.Advance(Some.Seconds(0.5));
        desk.Datagrams.Answer(question, ttlSeconds: 500);

        Assert.Equal(Some.Seconds(499.5), Assert.IsType<LeaseCheck.Good>(await checking).Remaining);
        Assert.Equal(remaining - Some.Seconds(0.5), desk.Lease.Remaining);
    }

    [Fact]
    public async Task A_datagram_without_an_answer_is_followed_by_a_heartbeat_over_TCP()
    {
        await using var desk = await OpenAsync();
        var checking = desk.Lease.CheckAsync().Soon();
        await desk.Datagrams.ReceiveAsync();

        desk.Clock.Advance(DatagramLimits.AnswerMax);
        var beat = await desk.Server.ReceiveAsync(Body.Heartbeat);
        Assert.Equal([FromWire.Id(desk.Lease.Id.Value)], beat.Heartbeat.Leases);
        await desk.Server.SendAsync(new ServerMessage { Id = beat.Id, Alive = new Alive { TtlSeconds = 600 } });

        Assert.Equal(Some.Seconds(600), Assert.IsType<LeaseCheck.Good>(await checking).Remaining);
        Assert.Equal(Some.Seconds(600), desk.Lease.Remaining);
    }

    [Fact]
    public async Task A_datagram_that_cannot_say_is_followed_by_a_heartbeat_over_TCP_at_once()
    {
        await using var desk = await OpenAsync();
        var checking = desk.Lease.CheckAsync().Soon();

        desk.Datagrams.Answer(await desk.Datagrams.ReceiveAsync(), LeaseStanding.AskOverTcp, ttlSeconds: 0);
        await AnswerGoneAsync(desk);

        Assert.Equal(ErrorCodes.LostUnknown, Assert.IsType<LeaseCheck.Gone>(await checking).Reason.Code);
        Assert.True(desk.Lease.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task A_server_that_was_started_anew_is_asked_again_by_datagram()
    {
        await using var desk = await OpenAsync();
        var checking = desk.Lease.CheckAsync().Soon();
        var first = await desk.Datagrams.ReceiveAsync();
        desk.Datagrams.Boot = 78;
        desk.Datagrams.Answer(first, LeaseStanding.Restarted, ttlSeconds: 0);

        var second = await desk.Datagrams.ReceiveAsync();
        Assert.Equal((78ul, DatagramKind.Query), (second.Boot, second.Kind));
        desk.Datagrams.Answer(second, ttlSeconds: 100);

        Assert.Equal(Some.Seconds(100), Assert.IsType<LeaseCheck.Good>(await checking).Remaining);
    }

    [Fact]
    public async Task Without_datagrams_the_connection_is_asked()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var lease = await desk.CheckoutAsync();

        var checking = lease.CheckAsync().Soon();
        var beat = await desk.Server.ReceiveAsync(Body.Heartbeat);
        await desk.Server.SendAsync(new ServerMessage { Id = beat.Id, Alive = new Alive { TtlSeconds = 60 } });

        Assert.Equal(Some.Seconds(60), Assert.IsType<LeaseCheck.Good>(await checking).Remaining);
        Assert.Empty(desk.Datagrams.Opened);
    }

    [Fact]
    public async Task A_lease_that_was_taken_away_is_gone_with_the_reason_and_nobody_is_asked()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var lease = await desk.CheckoutAsync();
        await desk.Server.SendAsync(new ServerMessage
        {
            LeaseLost = new LeaseLost { Lease = FromWire.Id(lease.Id.Value), Code = ErrorCodes.LostRevoked, Message = "maintenance" },
        });
        await desk.SettledAsync();

        var gone = Assert.IsType<LeaseCheck.Gone>(await lease.CheckAsync());

        Assert.Equal((ErrorCodes.LostRevoked, "maintenance"), (gone.Reason.Code, gone.Reason.Message));
    }

    [Fact]
    public async Task A_lease_that_was_given_back_is_gone()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var lease = await desk.CheckoutAsync();
        var returning = lease.DisposeAsync().Soon();
        var returned = await desk.Server.ReceiveAsync(Body.CheckIn);
        await desk.Server.SendAsync(new ServerMessage { Id = returned.Id, Returned = new Returned { WasHeld = true } });
        await returning;

        Assert.Equal(ClientCodes.LeaseReturned, Assert.IsType<LeaseCheck.Gone>(await lease.CheckAsync()).Reason.Code);
    }

    [Fact]
    public async Task When_nobody_answers_nothing_is_known_and_the_promise_still_holds()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var lease = await desk.CheckoutAsync();
        var checking = lease.CheckAsync().Soon();
        await desk.Server.ReceiveAsync(Body.Heartbeat);

        await desk.Clock.TimerArmedAsync(due => due == desk.Options.RequestTimeout);
        desk.Clock.Advance(desk.Options.RequestTimeout);

        Assert.NotEmpty(Assert.IsType<LeaseCheck.Unknown>(await checking).Problem.Hint);
        Assert.Equal(LeaseState.Held, lease.State);
        Assert.False(lease.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task A_lease_that_no_connection_holds_is_resumed_to_know()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var lease = await desk.CheckoutAsync();
        await desk.ComeBackAsync();
        var resumption = await desk.Server.ReceiveAsync(Body.Checkout); // By itself; the answer is late.

        var checking = lease.CheckAsync().Soon();
        var question = await desk.Server.ReceiveAsync(Body.Checkout);
        Assert.Equal(resumption.Checkout.Lease, question.Checkout.Lease);
        await desk.Server.SendAsync(desk.Granted(question, ttlSeconds: 300));

        Assert.Equal(Some.Seconds(300), Assert.IsType<LeaseCheck.Good>(await checking).Remaining);
    }

    [Fact]
    public async Task A_resumption_that_is_denied_says_why_the_lease_is_gone()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var lease = await desk.CheckoutAsync();
        await desk.ComeBackAsync();
        await desk.Server.ReceiveAsync(Body.Checkout);

        var checking = lease.CheckAsync().Soon();
        var question = await desk.Server.ReceiveAsync(Body.Checkout);
        await desk.Server.SendAsync(new ServerMessage { Id = question.Id, Denied = new Problem { Code = ErrorCodes.LeaseIsOver, Message = "over" } });

        Assert.Equal(ErrorCodes.LeaseIsOver, Assert.IsType<LeaseCheck.Gone>(await checking).Reason.Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_detached_lease_is_looked_for_and_not_made_longer(bool isThere)
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var lease = await desk.CheckoutAsync(new CheckoutOptions { Detached = true });
        desk.Clock.Advance(Some.Seconds(10));
        var remaining = lease.Remaining;

        var checking = lease.CheckAsync().Soon();
        var asked = await desk.Server.ReceiveAsync(Body.Who);
        Assert.Equal("acme/cad", asked.Who.Feature);
        var answer = new WhoAnswer { Total = 1 };
        answer.Leases.Add(new LeaseInfo { Lease = isThere ? FromWire.Id(lease.Id.Value) : FromWire.Id(5) });
        await desk.Server.SendAsync(new ServerMessage { Id = asked.Id, Who = answer });

        if (isThere)
            Assert.Equal(remaining, Assert.IsType<LeaseCheck.Good>(await checking).Remaining);
        else
            Assert.Equal(ErrorCodes.LostUnknown, Assert.IsType<LeaseCheck.Gone>(await checking).Reason.Code);
    }

    [Fact]
    public async Task Two_questions_at_once_have_two_answers()
    {
        await using var desk = await OpenAsync();
        var one = desk.Lease.CheckAsync().Soon();
        var first = await desk.Datagrams.ReceiveAsync();
        var other = desk.Lease.CheckAsync().Soon();
        var second = await desk.Datagrams.ReceiveAsync();

        desk.Datagrams.Answer(first, ttlSeconds: 100);
        desk.Datagrams.Answer(second, ttlSeconds: 200);

        Assert.Equal(Some.Seconds(100), Assert.IsType<LeaseCheck.Good>(await one).Remaining);
        Assert.Equal(Some.Seconds(200), Assert.IsType<LeaseCheck.Good>(await other).Remaining);
    }

    [Fact]
    public async Task Cancelling_stops_the_question_and_not_the_lease()
    {
        await using var desk = await OpenAsync();
        using var cancel = new CancellationTokenSource();
        var checking = desk.Lease.CheckAsync(cancel.Token).Soon();
        await desk.Datagrams.ReceiveAsync();

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => checking);
        Assert.Equal(LeaseState.Held, desk.Lease.State);
    }

    [Fact]
    public async Task A_desktop_program_asks_on_its_only_thread()
    {
        await using var desk = await OpenAsync();
        LeaseCheck? said = null;

        var program = SingleThread.RunAsync(() => said = desk.Lease.Check());
        desk.Datagrams.Answer(await desk.Datagrams.ReceiveAsync(), ttlSeconds: 100);
        await program;

        Assert.Equal(new LeaseCheck.Good(Some.Seconds(100)), said);
    }

    private static async Task AnswerGoneAsync(ClientScenario desk)
    {
        var beat = await desk.Server.ReceiveAsync(Body.Heartbeat);
        var alive = new Alive();
        alive.Gone.Add(beat.Heartbeat.Leases);
        await desk.Server.SendAsync(new ServerMessage { Id = beat.Id, Alive = alive });
    }

    /// <summary>A client with one lease, whose datagrams get through.</summary>
    private static async Task<ClientScenario> OpenAsync()
    {
        var desk = await ClientScenario.ConnectedAsync(heartbeatSeconds: 30, idleSeconds: 300);
        desk.Validation = FakeDatagrams.HandedOver(desk.Datagrams.Boot);
        desk.Lease = await desk.CheckoutAsync();
        desk.Clock.Advance(Every);
        await desk.AnswerBeatAsync();
        desk.Datagrams.Answer(await desk.Datagrams.ReceiveAsync());
        return desk;
    }
}
