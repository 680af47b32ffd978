using System.Net;
using System.Net.Sockets;
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
    public async Task A_listener_that_waits_for_room_ends_when_it_is_unbound()
    {
        var transport = new BoundedTransport(
            new SocketTransportFactory(Microsoft.Extensions.Options.Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance), atOnce: 0);
        await using var listener = await transport.BindAsync(new IPEndPoint(IPAddress.Loopback, 0), TestContext.Current.CancellationToken);
        var waiting = listener.AcceptAsync(TestContext.Current.CancellationToken).AsTask();

        await listener.UnbindAsync(TestContext.Current.CancellationToken);

        Assert.Null(await waiting.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }
}
