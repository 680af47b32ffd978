using Usher.Client.Tests.Fakes;
using Usher.Protocol;
using Body = Usher.Protocol.ClientMessage.BodyOneofCase;

namespace Usher.Client.Tests;

public sealed class SynchronousTests
{
    [Fact]
    public async Task A_desktop_program_takes_and_returns_a_seat_on_its_only_thread()
    {
        await using var desk = new ClientScenario();
        var states = new List<LeaseState>();

        var program = SingleThread.RunAsync(() =>
        {
            using var client = desk.Client;
            var lease = client.Checkout("cad", new CheckoutOptions { OnQueued = _ => { } });
            states.Add(lease.State);
            lease.Dispose();
            states.Add(lease.State);
        });
        await desk.WelcomeAsync();
        await desk.Server.SendAsync(desk.Granted(await desk.Server.ReceiveAsync(Body.Checkout)));
        var returned = await desk.Server.ReceiveAsync(Body.CheckIn);
        await desk.Server.SendAsync(new ServerMessage { Id = returned.Id, Returned = new Returned { WasHeld = true } });
        await program;

        Assert.Equal([LeaseState.Held, LeaseState.Returned], states);
    }

    [Fact]
    public async Task Blocking_calls_throw_what_awaiting_throws()
    {
        await using var desk = new ClientScenario();
        desk.Network.Refuse("one");

        await SingleThread.RunAsync(() =>
        {
            Assert.Throws<ServerUnavailableException>(() => desk.Client.Checkout("cad"));
            Assert.IsType<CheckoutAnswer.Unknown>(desk.Client.TryCheckout("cad"));
            Assert.Throws<ArgumentException>(() => UsherClient.Connect("", Some.Vendor.PublicKey));
        });
    }

    [Fact]
    public async Task Lost_reaches_a_program_that_blocks_its_only_thread()
    {
        await using var desk = await ClientScenario.ConnectedAsync(heartbeatSeconds: 3600);
        var lease = await desk.CheckoutAsync();

        var program = SingleThread.RunAsync(() => Assert.True(lease.Lost.WaitHandle.WaitOne(Patience.Max)));
        desk.Clock.Advance(TimeSpan.FromSeconds(ClientScenario.TtlSeconds));

        await program;
    }
}
