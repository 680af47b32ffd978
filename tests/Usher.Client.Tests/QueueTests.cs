using System.Threading.Channels;
using Usher.Client.Tests.Fakes;
using Usher.Protocol;
using Body = Usher.Protocol.ClientMessage.BodyOneofCase;

namespace Usher.Client.Tests;

public sealed class QueueTests
{
    private readonly Channel<QueuePlace> _places = Channel.CreateUnbounded<QueuePlace>();

    private CheckoutOptions TenMinutes => new()
    {
        Wait = TimeSpan.FromMinutes(10), OnQueued = place => _places.Writer.TryWrite(place),
    };

    [Fact]
    public async Task Who_waits_is_told_the_place_and_granted_by_a_push()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var (asking, asked) = await QueueAsync(desk, position: 3);
        Assert.Equal(600u, asked.Checkout.WaitSeconds);
        Assert.Equal((3, "acme/cad"), await PlaceAsync());

        await desk.Server.SendAsync(Queued(asked, id: 0, position: 1));
        Assert.Equal((1, "acme/cad"), await PlaceAsync());
        await desk.Server.SendAsync(Push(desk.Granted(asked)));
        await ConfirmAsync(desk, asked);

        Assert.Equal(LeaseState.Held, (await asking).State);
    }

    /// <summary>How long the push took nobody knows: what counts is the answer to a question that was sent after it.</summary>
    [Fact]
    public async Task A_seat_from_the_queue_counts_from_when_the_same_request_was_asked_again()
    {
        await using var desk = await ClientScenario.ConnectedAsync(heartbeatSeconds: 3600);
        var (asking, asked) = await QueueAsync(desk);
        desk.Clock.Advance(TimeSpan.FromMinutes(9));

        await desk.Server.SendAsync(Push(desk.Granted(asked, ttlSeconds: 60)));
        var again = await desk.Server.ReceiveAsync(Body.Checkout);
        Assert.Equal((asked.Checkout.RequestId, asked.Checkout.Lease), (again.Checkout.RequestId, again.Checkout.Lease));
        desk.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.False(asking.IsCompleted);
        await desk.Server.SendAsync(desk.Granted(again, ttlSeconds: 41));

        Assert.Equal(TimeSpan.FromSeconds(38), (await asking).Remaining);
    }

    [Fact]
    public async Task A_seat_from_the_queue_that_went_before_it_was_heard_of_is_a_refusal()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var (asking, asked) = await QueueAsync(desk);

        await desk.Server.SendAsync(Push(desk.Granted(asked)));
        var again = await desk.Server.ReceiveAsync(Body.Checkout);
        await desk.Server.SendAsync(new ServerMessage
        {
            Id = again.Id, Denied = new Problem { Code = ErrorCodes.LeaseIsOver, Message = "over", Hint = "check out again" },
        });

        Assert.Equal(ErrorCodes.LeaseIsOver, (await Assert.ThrowsAsync<RefusedException>(() => asking)).Code);
    }

    [Fact]
    public async Task A_seat_from_the_queue_that_nobody_confirms_in_time_is_given_back()
    {
        await using var desk = await ClientScenario.ConnectedAsync(heartbeatSeconds: 3600);
        var (asking, asked) = await QueueAsync(desk);

        await desk.Server.SendAsync(Push(desk.Granted(asked)));
        await desk.Server.ReceiveAsync(Body.Checkout);
        await desk.Clock.TimerArmedAsync(due => due == desk.Options.RequestTimeout);
        desk.Clock.Advance(desk.Options.RequestTimeout);

        await Assert.ThrowsAsync<ServerUnavailableException>(() => asking);
        var returned = (await desk.Server.ReceiveAsync(Body.CheckIn)).CheckIn;
        Assert.Equal((asked.Checkout.Lease, asked.Checkout.RequestId), (returned.Lease, returned.RequestId));
    }

    [Fact]
    public async Task A_grant_right_behind_the_place_is_not_missed()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var asking = desk.Client.CheckoutAsync("cad", TenMinutes).Soon();
        var asked = await desk.Server.ReceiveAsync(Body.Checkout);

        await desk.Server.SendAsync(Queued(asked, asked.Id, position: 1), Push(desk.Granted(asked)));
        await ConfirmAsync(desk, asked);

        Assert.Equal(LeaseState.Held, (await asking).State);
    }

    [Fact]
    public async Task A_wait_that_ends_without_a_seat_is_a_refusal()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var (asking, asked) = await QueueAsync(desk);
        await desk.Server.SendAsync(new ServerMessage
        {
            WaitLost = new WaitLost { Lease = asked.Checkout.Lease, Code = ErrorCodes.WaitTimedOut, Message = "over", Hint = "wait longer" },
        });

        var refused = await Assert.ThrowsAsync<RefusedException>(() => asking);
        Assert.Equal((ErrorCodes.WaitTimedOut, "over", "wait longer", "cad"),
            (refused.Code, refused.Message, refused.Hint, refused.Refusal.Feature));
    }

    [Fact]
    public async Task Leaving_the_queue_is_told_to_the_server()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        using var enough = new CancellationTokenSource();
        var (asking, asked) = await QueueAsync(desk, enough.Token);

        await enough.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        Assert.Equal(asked.Checkout.Lease, (await desk.Server.ReceiveAsync(Body.CheckIn)).CheckIn.Lease);
    }

    [Fact]
    public async Task A_push_for_nobody_is_given_back()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var stray = new ClientMessage { Checkout = new Checkout { Lease = FromWire.Id(77), Seats = 1 } };

        var push = Push(desk.Granted(stray));
        push.Granted.RequestId = FromWire.Id(78);

        await desk.Server.SendAsync(push);

        var returned = (await desk.Server.ReceiveAsync(Body.CheckIn)).CheckIn;
        Assert.Equal((stray.Checkout.Lease, FromWire.Id(78)), (returned.Lease, returned.RequestId));
    }

    [Fact]
    public async Task Who_waits_comes_back_to_the_same_place_over_a_new_connection()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var (asking, asked) = await QueueAsync(desk);
        desk.Clock.Advance(TimeSpan.FromSeconds(30));

        desk.Server.Close();
        await desk.WelcomeAsync();

        var again = await desk.Server.ReceiveAsync(Body.Checkout);
        Assert.Equal(asked.Checkout.Lease, again.Checkout.Lease);
        Assert.NotEqual(asked.Checkout.RequestId, again.Checkout.RequestId);
        Assert.Equal(asked.Checkout.RequestId.Span[..8], again.Checkout.RequestId.Span[..8]);
        Assert.Equal(570u, again.Checkout.WaitSeconds);
        await desk.Server.SendAsync(desk.Granted(again));
        Assert.Equal(asked.Checkout.Lease, FromWire.Id((await asking).Id.Value));
    }

    [Fact]
    public async Task A_server_that_forgets_the_wait_is_unknown_a_request_timeout_after_its_end()
    {
        await using var desk = await ClientScenario.ConnectedAsync(heartbeatSeconds: 3600);
        var (asking, _) = await QueueAsync(desk);
        var end = TimeSpan.FromMinutes(10) + desk.Options.RequestTimeout;
        await desk.Clock.TimerArmedAsync(due => due == end);

        desk.Clock.Advance(end - TimeSpan.FromTicks(1));
        Assert.False(asking.IsCompleted);
        desk.Clock.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(ClientCodes.NoAnswer, (await Assert.ThrowsAsync<ServerUnavailableException>(() => asking)).Code);
    }

    [Theory]
    [InlineData(0.1, 1)]
    [InlineData(24 * 3600, 24 * 3600)]
    [InlineData(25 * 3600, 24 * 3600)]
    [InlineData(-0.001, 24 * 3600)]
    public async Task A_wait_is_whole_seconds_up_to_a_day(double seconds, uint asked)
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var asking = desk.Client.CheckoutAsync("cad", new CheckoutOptions { Wait = TimeSpan.FromSeconds(seconds) }).Soon();
        var message = await desk.Server.ReceiveAsync(Body.Checkout);
        Assert.Equal(asked, message.Checkout.WaitSeconds);
        await desk.Server.SendAsync(desk.Granted(message));
        await asking;
    }

    private async Task<(Task<Lease> Asking, ClientMessage Asked)> QueueAsync(
        ClientScenario desk, CancellationToken cancellationToken = default)
    {
        var queued = await QueueAsync(desk, position: 1, cancellationToken);
        await PlaceAsync();
        return queued;
    }

    private async Task<(Task<Lease> Asking, ClientMessage Asked)> QueueAsync(
        ClientScenario desk, uint position, CancellationToken cancellationToken = default)
    {
        var asking = desk.Client.CheckoutAsync("cad", TenMinutes, cancellationToken).Soon();
        var asked = await desk.Server.ReceiveAsync(Body.Checkout);
        await desk.Server.SendAsync(Queued(asked, asked.Id, position));
        return (asking, asked);
    }

    private async Task<(int Position, string Feature)> PlaceAsync()
    {
        var place = await _places.Reader.ReadAsync().Soon();
        return (place.Position, place.Feature);
    }

    private static async Task ConfirmAsync(ClientScenario desk, ClientMessage asked)
    {
        var again = await desk.Server.ReceiveAsync(Body.Checkout);
        Assert.Equal(asked.Checkout.RequestId, again.Checkout.RequestId);
        await desk.Server.SendAsync(desk.Granted(again));
    }

    private static ServerMessage Queued(ClientMessage asked, ulong id, uint position) => new()
    {
        Id = id, Queued = new Queued { Lease = asked.Checkout.Lease, Position = position, Feature = "acme/cad" },
    };

    private static ServerMessage Push(ServerMessage granted)
    {
        granted.Id = 0;
        return granted;
    }
}
