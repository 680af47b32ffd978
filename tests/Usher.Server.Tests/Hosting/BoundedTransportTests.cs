using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Usher.Server.Hosting;

namespace Usher.Server.Tests.Hosting;

public sealed class BoundedTransportTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_connection_beyond_the_limit_waits_until_another_has_ended()
    {
        var transport = new BoundedTransport(
            new SocketTransportFactory(Microsoft.Extensions.Options.Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance), atOnce: 1);
        await using var listener = await transport.BindAsync(new IPEndPoint(IPAddress.Loopback, 0), TestContext.Current.CancellationToken);
        using var one = new TcpClient();
        using var two = new TcpClient();
        await one.ConnectAsync((IPEndPoint)listener.EndPoint, TestContext.Current.CancellationToken);
        await two.ConnectAsync((IPEndPoint)listener.EndPoint, TestContext.Current.CancellationToken);

        var first = await listener.AcceptAsync(TestContext.Current.CancellationToken);
        var second = listener.AcceptAsync(TestContext.Current.CancellationToken).AsTask();
        Assert.False(second.IsCompleted);
        first!.Abort();
        await first.DisposeAsync();

        await using var accepted = await second.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.NotNull(accepted);
    }

    [Fact]
    public async Task An_accept_that_fails_takes_no_room()
    {
        var transport = new BoundedTransport(new FailingFirst(), atOnce: 1);
        await using var listener = await transport.BindAsync(new IPEndPoint(IPAddress.Loopback, 0), TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<SocketException>(async () => await listener.AcceptAsync(TestContext.Current.CancellationToken));

        var second = listener.AcceptAsync(TestContext.Current.CancellationToken).AsTask();

        Assert.NotNull(await second.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_listener_that_waits_for_room_ends_when_it_is_unbound()
    {
        var transport = new BoundedTransport(
            new SocketTransportFactory(Microsoft.Extensions.Options.Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance), atOnce: 0);
        await using var listener = await transport.BindAsync(new IPEndPoint(IPAddress.Loopback, 0), TestContext.Current.CancellationToken);
        var waiting = listener.AcceptAsync(TestContext.Current.CancellationToken).AsTask();

        await listener.UnbindAsync(TestContext.Current.CancellationToken);

        Assert.Null(await waiting.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    /// <summary>A transport whose first accept fails, as one without descriptors does.</summary>
    private sealed class FailingFirst : IConnectionListenerFactory, IConnectionListener
    {
        private int accepts;

        public EndPoint EndPoint { get; } = new IPEndPoint(IPAddress.Loopback, 1);

        public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) => new(this);

        public ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) => accepts++ == 0
            ? throw new SocketException((int)SocketError.TooManyOpenSockets)
            : new(new DefaultConnectionContext());

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => default;

        public ValueTask DisposeAsync() => default;
    }
}
