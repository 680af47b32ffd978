using Usher.Client.Net;
using Usher.Client.Tests.Fakes;
using Usher.Protocol;
using Body = Usher.Protocol.ClientMessage.BodyOneofCase;

namespace Usher.Client.Tests;

public sealed class ReconnectTests
{
    private static readonly TimeSpan FirstPause = ClientScenario.FirstPause;

    [Fact]
    public async Task A_lease_resumes_with_its_id_and_a_new_request()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var lease = await desk.CheckoutAsync(new CheckoutOptions { Seats = 2, Version = "3.1", Wait = TimeSpan.FromMinutes(1) });
        desk.Clock.Advance(Some.Seconds(30));
        await desk.ComeBackAsync();

        var asked = await desk.Server.ReceiveAsync(Body.Checkout);
        Assert.Equal(FromWire.Id(lease.Id.Value), asked.Checkout.Lease);
        Assert.Equal((2u, "3.1", "acme/cad", 0u),
            (asked.Checkout.Seats, asked.Checkout.Version, asked.Checkout.Feature, asked.Checkout.WaitSeconds));
        await desk.Server.SendAsync(desk.Granted(asked));
        await desk.SettledAsync();

        Assert.Equal((LeaseState.Held, Some.Seconds(900)), (lease.State, lease.Remaining));
        desk.Clock.Advance(Some.Seconds(60));
        Assert.Equal([FromWire.Id(lease.Id.Value)], (await desk.Server.ReceiveAsync(Body.Heartbeat)).Heartbeat.Leases);
    }

    [Theory]
    [InlineData(0, 3600, 0.25)]
    [InlineData(3, 3600, 2)]
    [InlineData(20, 3600, 30)]
    [InlineData(20, 8, 8)]
    [InlineData(20, 0, 0.25)]
    public void Pauses_double_up_to_what_the_shortest_lease_can_spare(int failures, double longest, double expected)
    {
        Assert.Equal(Some.Seconds(expected) / 2, Backoff.After(failures, Some.Seconds(longest), new FixedRandom()));
        Assert.Equal(Some.Seconds(expected), Backoff.After(failures, Some.Seconds(longest), new FixedRandom(1)));
    }

    [Fact]
    public async Task Reconnecting_pauses_for_an_eighth_of_what_is_left_of_the_shortest_lease()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        Assert.Equal(TimeSpan.MaxValue, desk.Client.LongestPause);

        await desk.CheckoutAsync(ttlSeconds: 80);
        await desk.CheckoutAsync();
        Assert.Equal(Some.Seconds(10), desk.Client.LongestPause);
    }

    [Fact]
    public async Task A_lease_that_the_server_refuses_to_resume_is_lost_with_its_reason()
    {
        await using var desk = await ClientScenario.ConnectedAsync(options => options.Grace = TimeSpan.FromDays(1));
        var lease = await desk.CheckoutAsync();
        await desk.ComeBackAsync();

        var asked = await desk.Server.ReceiveAsync(Body.Checkout);
        await desk.Server.SendAsync(new ServerMessage
        {
            Id = asked.Id, Denied = new Problem { Code = ErrorCodes.AllSeatsTaken, Message = "taken", Hint = "queue" },
        });
        await desk.SettledAsync();

        Assert.True(lease.Lost.IsCancellationRequested);
        Assert.Equal(ErrorCodes.AllSeatsTaken, lease.LostReason?.Code);
    }

    [Fact]
    public async Task A_lease_that_is_over_here_is_given_back_when_the_server_resumes_it()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var lease = await desk.CheckoutAsync();
        await desk.ComeBackAsync();
        var asked = await desk.Server.ReceiveAsync(Body.Checkout);
        lease.Lose(new UsherProblem("USH2104", "revoked", "ask"));

        await desk.Server.SendAsync(desk.Granted(asked));

        Assert.Equal(asked.Checkout.Lease, (await desk.Server.ReceiveAsync(Body.CheckIn)).CheckIn.Lease);
        Assert.Equal(LeaseState.Lost, lease.State);
    }

    /// <summary>Seed 1253 of the simulation, at a534c56.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_late_answer_to_a_resumption_does_not_return_the_lease_that_was_asked_for_again(bool isGranted)
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var first = await desk.CheckoutAsync();
        await desk.ComeBackAsync();
        var resuming = await desk.Server.ReceiveAsync(Body.Checkout);
        first.Lose(new UsherProblem(ClientCodes.LeaseRanOut, "ran out", "save the work"));
        var asking = desk.Client.CheckoutAsync("cad", new CheckoutOptions { LeaseId = first.Id }).Soon();
        var asked = await desk.Server.ReceiveAsync(Body.Checkout);
        if (isGranted)
            await desk.Server.SendAsync(desk.Granted(asked));

        await desk.Server.SendAsync(desk.Granted(resuming));
        await desk.SettledAsync(); // The next thing the server hears is no return.

        if (!isGranted)
            await desk.Server.SendAsync(desk.Granted(asked));
        Assert.Equal(LeaseState.Held, (await asking).State);
    }

    [Fact]
    public async Task A_checkout_whose_answer_was_lost_is_asked_again_with_the_same_request()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var asking = desk.Client.CheckoutAsync("cad").Soon();
        var first = await desk.Server.ReceiveAsync(Body.Checkout);

        desk.Server.Close();
        await desk.WelcomeAsync();

        var second = await desk.Server.ReceiveAsync(Body.Checkout);
        Assert.Equal(first.Checkout, second.Checkout);
        await desk.Server.SendAsync(desk.Granted(second));
        Assert.Equal(FromWire.Id((await asking).Id.Value), first.Checkout.Lease);
    }

    [Fact]
    public async Task Asking_again_ends_with_the_request_timeout_and_says_why_no_server_answered()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var asking = desk.Client.TryCheckoutAsync("cad").Soon();
        await desk.Server.ReceiveAsync(Body.Checkout);
        desk.Network.Refuse("one");
        desk.Server.Close();
        await desk.Network.DialedAsync(2);
        await desk.Clock.TimerArmedAsync(due => due == TimeSpan.FromMilliseconds(250));

        desk.Clock.Advance(desk.Options.RequestTimeout);

        var unknown = Assert.IsType<CheckoutAnswer.Unknown>(await asking);
        Assert.Equal(ClientCodes.Unreachable, unknown.Problem.Code);
        Assert.Contains("nothing listens at one:1203", unknown.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_return_that_could_not_be_told_is_told_over_the_next_connection()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var lease = await desk.CheckoutAsync();
        desk.Network.Refuse("one");
        desk.Server.Close();
        await desk.Clock.TimerArmedAsync(due => due == FirstPause);
        var disposing = lease.DisposeAsync().Soon();
        await desk.Network.DialedAsync(2);
        await desk.Clock.TimerArmedAsync(due => due == FirstPause * 2);
        desk.Clock.Advance(desk.Options.RequestTimeout);
        await disposing;
        await desk.Clock.TimerArmedAsync(due => due == FirstPause * 4);

        desk.Network.Accept("one");
        var asking = desk.Client.StatusAsync().Soon();
        await desk.WelcomeAsync();

        Assert.Equal(FromWire.Id(lease.Id.Value), (await desk.Server.ReceiveAsync(Body.CheckIn)).CheckIn.Lease);
        var asked = await desk.Server.ReceiveAsync(Body.Status);
        await desk.Server.SendAsync(new ServerMessage { Id = asked.Id, Status = new StatusAnswer() });
        await asking;
    }

    [Fact]
    public async Task A_return_that_could_not_be_told_is_forgotten_when_the_same_lease_is_asked_for_again()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var first = await desk.CheckoutAsync();
        var returning = first.DisposeAsync().Soon();
        await desk.Server.ReceiveAsync(Body.CheckIn);
        desk.Clock.Advance(desk.Options.RequestTimeout);
        await returning;
        var second = await desk.CheckoutAsync(new CheckoutOptions { LeaseId = first.Id });

        await desk.ComeBackAsync();

        Assert.Equal(FromWire.Id(second.Id.Value), (await desk.Server.ReceiveAsync(Body.Checkout)).Checkout.Lease);
        var asking = desk.Client.StatusAsync().Soon();
        var asked = await desk.Server.ReceiveAsync(Body.Status);
        await desk.Server.SendAsync(new ServerMessage { Id = asked.Id, Status = new StatusAnswer() });
        await asking;
        Assert.Equal(LeaseState.Held, second.State);
    }

    [Theory]
    [InlineData(7_000, 7)]
    [InlineData(300_000, 300)]
    [InlineData(300_001, 300)]
    public async Task A_server_that_shuts_down_is_left_alone_for_as_long_as_it_asked(uint askedMs, double seconds)
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        await desk.Server.SendAsync(new ServerMessage { ShuttingDown = new ShuttingDown { Reason = "update", ReconnectAfterMs = askedMs } });
        await desk.SettledAsync();
        desk.Server.Close();

        await desk.Clock.TimerArmedAsync(due => due == Some.Seconds(seconds));
        Assert.Single(desk.Network.Dialed);
        desk.Clock.Advance(Some.Seconds(seconds));
        await desk.WelcomeAsync();
    }

    [Fact]
    public async Task The_pause_doubles_with_each_failure_up_to_30_seconds()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        desk.Network.Refuse("one");
        desk.Server.Close();
        // Half of the full pause; the other half is chance, which is none here.
        foreach (var pause in new[] { 0.125, 0.25, 0.5, 1, 2, 4, 8, 15, 15 })
        {
            await desk.Clock.TimerArmedAsync(due => due == Some.Seconds(pause));
            desk.Clock.Advance(Some.Seconds(pause));
        }
    }

    [Fact]
    public async Task The_application_hears_of_the_server_coming_and_going()
    {
        var heard = System.Threading.Channels.Channel.CreateUnbounded<ServerChangedEventArgs>();
        await using var desk = new ClientScenario();
        desk.Client.ServerChanged += (_, change) => heard.Writer.TryWrite(change);
        var connecting = desk.Client.ConnectedAsync(CancellationToken.None).Soon();
        await desk.WelcomeAsync();
        await connecting;
        Assert.Equal("one", (await heard.Reader.ReadAsync().Soon()).Server?.Address.Host);
        Assert.Equal("0.1.0", desk.Client.Server?.Version);

        desk.Server.Close();

        var gone = await heard.Reader.ReadAsync().Soon();
        Assert.Null(gone.Server);
        Assert.Equal(ClientCodes.ConnectionEnded, gone.Problem?.Code);
    }

    [Fact]
    public async Task A_handler_that_throws_costs_nothing_but_a_line_in_the_log()
    {
        var heard = new TaskCompletionSource<IReadOnlyList<string>>();
        await using var desk = await ClientScenario.ConnectedAsync();
        desk.Client.LicenseChanged += (_, change) =>
        {
            if (change.Features.Count == 0)
                throw new InvalidOperationException("the application's");
            heard.TrySetResult(change.Features);
        };

        var second = new LicenseChanged();
        second.Features.Add("acme/cad");
        await desk.Server.SendAsync(new ServerMessage { LicenseChanged = new LicenseChanged() }, new ServerMessage { LicenseChanged = second });

        Assert.Equal(["acme/cad"], await heard.Task.Soon());
        Assert.Equal(LeaseState.Held, (await desk.CheckoutAsync()).State);
    }

    [Fact]
    public async Task A_server_that_hangs_up_at_once_is_not_hammered()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        foreach (var pause in new[] { 125, 250, 500 })
        {
            desk.Server.Close();
            await desk.Clock.TimerArmedAsync(due => due == TimeSpan.FromMilliseconds(pause));
            desk.Clock.Advance(TimeSpan.FromMilliseconds(pause));
            await desk.WelcomeAsync();
        }
    }

    [Fact]
    public async Task A_server_that_cannot_say_whether_a_lease_lives_is_left_for_another()
    {
        await using var desk = await ClientScenario.ConnectedAsync(options => options.Servers = [new("one"), new("two")]);
        var lease = await desk.CheckoutAsync();
        await desk.ComeBackAsync();
        var asked = await desk.Server.ReceiveAsync(Body.Checkout);
        await desk.Server.SendAsync(new ServerMessage
        {
            Id = asked.Id, Failed = new Problem { Code = ErrorCodes.JournalUnusable, Message = "disk full", Hint = "make room" },
        });
        await desk.Clock.TimerArmedAsync(due => due == TimeSpan.FromMilliseconds(250));
        desk.Clock.Advance(TimeSpan.FromMilliseconds(250));
        await desk.WelcomeAsync();
        await desk.Server.SendAsync(desk.Granted(await desk.Server.ReceiveAsync(Body.Checkout)));
        await desk.SettledAsync();

        Assert.Equal(["one", "one", "two"], desk.Network.Dialed);
        Assert.Equal(LeaseState.Held, lease.State);
    }

    [Theory]
    [InlineData(0, WireLimits.RequestsInFlightMax - 1)]
    [InlineData(1, 1)]
    [InlineData(8, 7)]
    [InlineData(5000, WireLimits.RequestsInFlightMax - 1)]
    public async Task No_more_requests_are_in_flight_than_the_server_allows(uint allowed, int sent)
    {
        await using var desk = new ClientScenario { InFlightMax = allowed };
        var connecting = desk.Client.ConnectedAsync(CancellationToken.None).Soon();
        await desk.WelcomeAsync();
        await connecting;
        var asking = Enumerable.Range(0, sent + 1).Select(_ => desk.Client.StatusAsync().Soon()).ToList();
        var asked = new List<ClientMessage>();
        while (asked.Count < sent)
            asked.Add(await desk.Server.ReceiveAsync(Body.Status));

        var one = desk.Server.ReceiveAsync(Body.Status);
        Assert.False(one.IsCompleted);
        await desk.Server.SendAsync(new ServerMessage { Id = asked[0].Id, Status = new StatusAnswer() });
        asked.Add(await one);
        await desk.Server.SendAsync([.. asked.Skip(1).Select(status => new ServerMessage { Id = status.Id, Status = new StatusAnswer() })]);
        await Task.WhenAll(asking);
    }

    [Fact]
    public async Task Bytes_that_are_no_frames_end_the_connection()
    {
        var heard = System.Threading.Channels.Channel.CreateUnbounded<ServerChangedEventArgs>();
        await using var desk = await ClientScenario.ConnectedAsync();
        desk.Client.ServerChanged += (_, change) =>
        {
            if (change.Server is null)
                heard.Writer.TryWrite(change);
        };

        await desk.Server.SendBytesAsync(0xFF, 0xFF, 0xFF, 0xFF, 0xFF);

        Assert.Equal(ClientCodes.NotAnUsher, (await heard.Reader.ReadAsync().Soon()).Problem?.Code);
    }

}
