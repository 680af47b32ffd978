using Usher.Client.Tests.Fakes;
using Usher.Protocol;
using Body = Usher.Protocol.ClientMessage.BodyOneofCase;

namespace Usher.Client.Tests;

public sealed class CheckoutTests
{
    [Fact]
    public async Task A_granted_seat_is_a_lease_with_what_the_server_said()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var asking = desk.Client.CheckoutAsync("cad", new CheckoutOptions
        {
            Seats = 3, Version = "2.0", Ttl = TimeSpan.FromMinutes(5), Priority = -7,
        }).Soon();

        var asked = (await desk.Server.ReceiveAsync(Body.Checkout));
        Assert.Equal("cad", asked.Checkout.Feature);
        Assert.Equal(3u, asked.Checkout.Seats);
        Assert.Equal("2.0", asked.Checkout.Version);
        Assert.Equal(300u, asked.Checkout.TtlSeconds);
        Assert.Equal(0u, asked.Checkout.WaitSeconds);
        Assert.Equal(-7, asked.Checkout.Priority);
        Assert.False(asked.Checkout.Detached);
        Assert.Equal(WireLimits.IdBytes, asked.Checkout.RequestId.Length);
        var granted = desk.Granted(asked, ttlSeconds: 300);
        granted.Granted.Overdraft = true;
        granted.Granted.InGrace = true;
        await desk.Server.SendAsync(granted);

        var lease = await asking;
        Assert.Equal(Convert.ToHexStringLower(asked.Checkout.Lease.Span), lease.Id.ToString());
        Assert.Equal(("acme/cad", 3), (lease.Feature, lease.Seats));
        Assert.True(lease is { Overdraft: true, InGrace: true, Resumed: false, Detached: false });
        Assert.Equal(LeaseState.Held, lease.State);
        Assert.Equal(TimeSpan.FromMinutes(5), lease.Remaining);
        Assert.Equal(desk.Clock.GetUtcNow().AddMinutes(5), lease.ExpiresAt);
        Assert.False(lease.Lost.IsCancellationRequested);
        Assert.Null(lease.LostReason);
    }

    [Fact]
    public async Task A_refusal_carries_everything_that_the_server_explained()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var asking = desk.Client.CheckoutAsync("cad").Soon();
        var asked = await desk.Server.ReceiveAsync(Body.Checkout);
        var freeAt = desk.Clock.GetUtcNow().AddMinutes(3);
        await desk.Server.SendAsync(new ServerMessage { Id = asked.Id, Denied = AllTaken(freeAt) });

        var refused = await Assert.ThrowsAsync<RefusedException>(() => asking);
        Assert.Equal(("USH2003", "all taken", "queue"), (refused.Code, refused.Message, refused.Hint));
        Assert.True(refused.RetryHelps);
        var refusal = refused.Refusal;
        Assert.Equal("acme/cad", refusal.Feature);
        Assert.Equal(new SeatCounts(2, 1, 1, 0, 0, 0, 4, 0), refusal.Counts);
        Assert.Equal(("bob", "ws2", LeaseId()), (refusal.Holders[0].User, refusal.Holders[0].Host, refusal.Holders[0].Lease));
        Assert.Equal((2, freeAt, 4, "acme-1"), (refusal.HoldersTotal, refusal.FreeAt, refusal.Ahead, refusal.Line));
    }

    [Fact]
    public async Task The_three_answers_are_granted_denied_and_unknown()
    {
        await using var desk = await ClientScenario.ConnectedAsync();

        Assert.IsType<CheckoutAnswer.Granted>(await Answer(desk, asked => desk.Granted(asked)));
        var denied = Assert.IsType<CheckoutAnswer.Denied>(await Answer(desk, asked => new ServerMessage
        {
            Id = asked.Id, Denied = AllTaken(desk.Clock.GetUtcNow()),
        }));
        Assert.Equal("USH2003", denied.Refusal.Code);
        var unknown = Assert.IsType<CheckoutAnswer.Unknown>(await Answer(desk, asked => new ServerMessage
        {
            Id = asked.Id, Failed = new Problem { Code = ErrorCodes.JournalUnusable, Message = "disk full", Hint = "make room" },
        }));
        Assert.Equal(new UsherProblem("USH3008", "disk full", "make room"), unknown.Problem);
    }

    [Fact]
    public async Task Silence_is_unknown_never_a_refusal_and_what_may_have_been_granted_goes_back()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var asking = desk.Client.TryCheckoutAsync("cad").Soon();
        var asked = await desk.Server.ReceiveAsync(Body.Checkout);

        desk.Clock.Advance(desk.Options.RequestTimeout);

        var unknown = Assert.IsType<CheckoutAnswer.Unknown>(await asking);
        Assert.Equal(ClientCodes.NoAnswer, unknown.Problem.Code);
        Assert.True(unknown.Problem.RetryHelps);
        Assert.Equal(asked.Checkout.Lease, (await desk.Server.ReceiveAsync(Body.CheckIn)).CheckIn.Lease);
    }

    [Fact]
    public async Task A_grant_that_comes_after_the_caller_gave_up_is_given_back()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        using var enough = new CancellationTokenSource();
        var asking = desk.Client.CheckoutAsync("cad", cancellationToken: enough.Token).Soon();
        var asked = await desk.Server.ReceiveAsync(Body.Checkout);

        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await desk.Server.ReceiveAsync(Body.CheckIn);
        await desk.Server.SendAsync(desk.Granted(asked));

        Assert.Equal(asked.Checkout.Lease, (await desk.Server.ReceiveAsync(Body.CheckIn)).CheckIn.Lease);
    }

    [Fact]
    public async Task A_busy_server_is_asked_again_when_it_said_with_the_same_request()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var asking = desk.Client.CheckoutAsync("cad").Soon();
        var first = await desk.Server.ReceiveAsync(Body.Checkout);
        await desk.Server.SendAsync(new ServerMessage
        {
            Id = first.Id, Failed = new Problem { Code = ErrorCodes.Busy, Message = "busy", Hint = "wait", RetryAfterMs = 1500 },
        });
        await desk.Clock.TimerArmedAsync(due => due == TimeSpan.FromMilliseconds(1500));
        desk.Clock.Advance(TimeSpan.FromMilliseconds(1500));

        var second = await desk.Server.ReceiveAsync(Body.Checkout);
        Assert.Equal(first.Checkout, second.Checkout);
        await desk.Server.SendAsync(desk.Granted(second));
        Assert.Equal(LeaseState.Held, (await asking).State);
    }

    [Fact]
    public async Task A_client_that_gives_up_on_a_server_that_asked_to_come_later_tells_what_that_said()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var asking = desk.Client.TryCheckoutAsync("cad").Soon();
        var asked = await desk.Server.ReceiveAsync(Body.Checkout);
        await desk.Server.SendAsync(new ServerMessage
        {
            Id = asked.Id, Failed = new Problem { Code = ErrorCodes.JournalUnusable, Message = "the disk is full", Hint = "make room", RetryAfterMs = 61_234 },
        });
        await desk.Clock.TimerArmedAsync(due => due == TimeSpan.FromMilliseconds(61_234));
        desk.Clock.Advance(new UsherClientOptions().RequestTimeout);

        Assert.Equal(
            new UsherProblem(ErrorCodes.JournalUnusable, "the disk is full", "make room", RetryHelps: true),
            Assert.IsType<CheckoutAnswer.Unknown>(await asking).Problem);
    }

    [Fact]
    public async Task An_answer_of_another_kind_is_named_not_guessed_at()
    {
        await using var desk = await ClientScenario.ConnectedAsync();

        var answer = await Answer(desk, asked => new ServerMessage { Id = asked.Id, Alive = new Alive() });

        Assert.Equal(ClientCodes.UnexpectedAnswer, Assert.IsType<CheckoutAnswer.Unknown>(answer).Problem.Code);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(CheckoutOptions.SeatsMax, true)]
    [InlineData(CheckoutOptions.SeatsMax + 1, false)]
    public Task A_request_is_for_1_to_65535_seats(int seats, bool good) =>
        Accepts("cad", new CheckoutOptions { Seats = seats }, good);

    [Theory]
    [InlineData(-101, false)]
    [InlineData(-100, true)]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public Task The_priority_is_within_100_of_zero(int priority, bool good) =>
        Accepts("cad", new CheckoutOptions { Priority = priority }, good);

    [Theory]
    [InlineData(0, false)]
    [InlineData(WireLimits.FeatureBytesMax, true)]
    [InlineData(WireLimits.FeatureBytesMax + 1, false)]
    public Task A_feature_has_1_to_128_bytes(int bytes, bool good) =>
        Accepts(new string('f', bytes), new CheckoutOptions(), good);

    private static async Task Accepts(string feature, CheckoutOptions options, bool good)
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var asking = desk.Client.CheckoutAsync(feature, options).Soon();
        if (good)
            await desk.Server.SendAsync(desk.Granted(await desk.Server.ReceiveAsync(Body.Checkout)));
        Assert.Equal(!good, await Record.ExceptionAsync(() => asking) is ArgumentException);
    }

    private static async Task<CheckoutAnswer> Answer(ClientScenario desk, Func<ClientMessage, ServerMessage> answer)
    {
        var asking = desk.Client.TryCheckoutAsync("cad").Soon();
        await desk.Server.SendAsync(answer(await desk.Server.ReceiveAsync(Body.Checkout)));
        return await asking;
    }

    private static LeaseId LeaseId() => new(0xABCDEF);

    private static Problem AllTaken(DateTimeOffset freeAt)
    {
        var problem = new Problem
        {
            Code = ErrorCodes.AllSeatsTaken,
            Message = "all taken",
            Hint = "queue",
            RetryAfterMs = 1000,
            Counts = new Counts { Total = 2, Active = 1, Lingering = 1, Queued = 4 },
            HoldersTotal = 2,
            FreeAtUnixMs = freeAt.ToUnixTimeMilliseconds(),
            Line = "acme-1",
            Feature = "acme/cad",
            Ahead = 4,
        };
        problem.Holders.Add(new LeaseInfo { Lease = FromWire.Id(LeaseId().Value), User = "bob", Host = "ws2", Seats = 1 });
        return problem;
    }
}
