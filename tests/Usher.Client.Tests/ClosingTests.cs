using Usher.Client.Tests.Fakes;
using Usher.Protocol;
using Body = Usher.Protocol.ClientMessage.BodyOneofCase;

namespace Usher.Client.Tests;

public sealed class ClosingTests
{
    [Fact]
    public async Task Disposing_the_client_returns_every_seat_but_detached_ones_and_hangs_up()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var (first, second) = (await desk.CheckoutAsync(), await desk.CheckoutAsync());
        var detached = await desk.CheckoutAsync(new CheckoutOptions { Detached = true });

        var closing = desk.Client.DisposeAsync().Soon();
        var returned = new HashSet<LeaseId>();
        for (var seat = 0; seat < 2; seat++)
        {
            var asked = await desk.Server.ReceiveAsync(Body.CheckIn);
            returned.Add(FromWire.Lease(asked.CheckIn.Lease));
            await desk.Server.SendAsync(new ServerMessage { Id = asked.Id, Returned = new Returned { WasHeld = true } });
        }
        await closing;

        Assert.Equal([first.Id, second.Id], returned.OrderBy(id => id.Value));
        Assert.Equal((LeaseState.Returned, false), (detached.State, detached.Lost.IsCancellationRequested));
        Assert.Empty(await desk.Server.ReceiveToEndAsync());
    }

    [Fact]
    public async Task Disposing_the_client_takes_at_most_the_request_timeout_when_the_server_is_dead()
    {
        await using var desk = await ClientScenario.ConnectedAsync(heartbeatSeconds: 3600);
        await desk.CheckoutAsync();
        await desk.CheckoutAsync();

        var closing = desk.Client.DisposeAsync().Soon();
        await desk.Server.ReceiveAsync(Body.CheckIn);
        await desk.Server.ReceiveAsync(Body.CheckIn);
        desk.Clock.Advance(desk.Options.RequestTimeout);

        await closing;
    }

    [Fact]
    public async Task Disposing_a_client_that_never_connected_connects_to_nobody()
    {
        var desk = new ClientScenario();
        await desk.Client.DisposeAsync().Soon();
        await desk.Client.DisposeAsync().Soon();
        Assert.Empty(desk.Network.Dialed);
    }

    [Fact]
    public async Task A_disposed_client_is_asked_for_nothing_more()
    {
        var desk = await ClientScenario.ConnectedAsync();
        await desk.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => desk.Client.CheckoutAsync("cad").Soon());
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await desk.Client.StatusAsync());
    }

    [Fact]
    public async Task Who_still_waits_when_the_client_is_disposed_hears_that()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var asking = desk.Client.CheckoutAsync("cad").Soon();
        await desk.Server.ReceiveAsync(Body.Checkout);

        await desk.Client.DisposeAsync().Soon();

        Assert.Equal(ClientCodes.ClientClosed, (await Assert.ThrowsAsync<ServerUnavailableException>(() => asking)).Code);
    }
}
