using System.Net;
using System.Net.Sockets;

namespace Usher.Client.Net;

/// <summary>TCP, and TLS on it unless plaintext on loopback was asked for.</summary>
internal sealed class TcpTransport(UsherClientOptions options) : ITransport
{
    public async ValueTask<Link> OpenAsync(ServerAddress server, CancellationToken cancellationToken)
    {
        var addresses = await ResolveAsync(server, cancellationToken).ConfigureAwait(false);
        if (options.InsecureLoopback && !Array.TrueForAll(addresses, IPAddress.IsLoopback))
            throw new UntrustedServerException(TrustFaults.PlaintextRefused(server));
        var socket = await ConnectAsync(server, addresses, cancellationToken).ConfigureAwait(false);
        var stream = new NetworkStream(socket, ownsSocket: true);
        var endpoint = socket.RemoteEndPoint?.ToString() ?? server.ToString();
        var link = options.InsecureLoopback
            ? new Link(stream, Identity: null, endpoint)
            : await TlsClient.ShakeHandsAsync(stream, server, endpoint, cancellationToken).ConfigureAwait(false);
        return link with { Reset = () => Reset(socket) };
    }

    /// <remarks>The socket goes before its stream, which would shut it down in good order first.</remarks>
    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (SocketException)
        {
            // The other side was faster.
        }
        socket.Dispose();
    }

    private static async Task<IPAddress[]> ResolveAsync(ServerAddress server, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(server.Host, out var address))
            return [address];
        try
        {
            return await Dns.GetHostAddressesAsync(server.Host, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException error)
        {
            throw new DialException(NetFaults.Unreachable(server, error), error);
        }
    }

    /// <summary>One address after the other; each but the last gets its share of the time, so that a dead one costs not all of it.</summary>
    private async Task<Socket> ConnectAsync(ServerAddress server, IPAddress[] addresses, CancellationToken cancellationToken)
    {
        DialException? last = null;
        foreach (var address in addresses)
        {
            using var share = new CancellationTokenSource(options.ConnectTimeout / addresses.Length, options.TimeProvider);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(share.Token, cancellationToken);
            try
            {
                return await ConnectAsync(new IPEndPoint(address, server.Port), both.Token).ConfigureAwait(false);
            }
            catch (SocketException error)
            {
                last = new DialException(NetFaults.Unreachable(server, error), error);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                last = new DialException(NetFaults.TimedOut(server, options.ConnectTimeout));
            }
        }
        throw last ?? new DialException(NetFaults.Unreachable(server, new SocketException((int)SocketError.HostNotFound)));
    }

    private static async Task<Socket> ConnectAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endpoint, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
