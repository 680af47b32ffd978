using System.Net;
using System.Net.Sockets;

namespace Usher.EndToEnd;

/// <summary>A way to the server over TCP that can be cut: what a firewall does to connections, and not to datagrams.</summary>
internal sealed class TcpRelay : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly IPEndPoint server;
    private readonly CancellationTokenSource cut = new();
    private readonly Task accepting;

    private TcpRelay(IPAddress address, IPEndPoint server)
    {
        this.server = server;
        listener = new TcpListener(address, 0);
        listener.Start();
        accepting = AcceptAsync();
    }

    public string Address => $"{listener.LocalEndpoint}";

    /// <param name="address">A loopback address. Datagrams to it reach the server only if the server listens there.</param>
    /// <param name="server">The server's <c>host:port</c>.</param>
    public static TcpRelay Start(IPAddress address, string server) => new(address, IPEndPoint.Parse(server));

    /// <summary>Breaks every connection, and lets nobody in any more.</summary>
    public async Task CutAsync()
    {
        listener.Stop();
        await cut.CancelAsync();
        await accepting;
    }

    public async ValueTask DisposeAsync()
    {
        await CutAsync();
        cut.Dispose();
        listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        var relays = new List<Task>();
        try
        {
            while (true)
                relays.Add(RelayAsync(await listener.AcceptTcpClientAsync(cut.Token)));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(relays);
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(server, cut.Token);
            var (up, down) = (near.GetStream(), far.GetStream());
            await Task.WhenAny(up.CopyToAsync(down, cut.Token), down.CopyToAsync(up, cut.Token));
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or SocketException)
        {
            // Cut, or one side is gone; closing both tells the other.
        }
    }
}
