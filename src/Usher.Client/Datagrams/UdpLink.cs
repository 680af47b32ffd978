using System.Net;
using System.Net.Sockets;
using Usher.Protocol;

namespace Usher.Client.Datagrams;

/// <summary>A UDP socket with a loop that receives until it is closed.</summary>
internal sealed class UdpLink : IDatagramLink
{
    private readonly Socket _socket;
    private readonly SocketAddress _server;
    private readonly DatagramReceived _received;
    private readonly CancellationTokenSource _closing = new();

    internal UdpLink(Socket socket, IPEndPoint server, DatagramReceived received)
    {
        (_socket, _server, _received) = (socket, server.Serialize(), received);
        _ = ReceiveAsync();
    }

    public void Send(ReadOnlySpan<byte> datagram)
    {
        try
        {
            _socket.SendTo(datagram, SocketFlags.None, _server);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // As good as lost on the way.
        }
    }

    public void Dispose()
    {
        _closing.Cancel();
        _socket.Dispose();
    }

    private async Task ReceiveAsync()
    {
        // One byte more than an answer has: what does not fit is too long.
        var bytes = new byte[WireLimits.DatagramBytes + 1];
        var from = new SocketAddress(_socket.AddressFamily);
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                var length = await _socket.ReceiveFromAsync(bytes, SocketFlags.None, from, _closing.Token).ConfigureAwait(false);
                _received(bytes.AsSpan(0, length));
            }
            catch (SocketException error) when (error.SocketErrorCode is SocketError.ConnectionReset or SocketError.MessageSize)
            {
                // Windows tells here that an earlier question found nobody, or that something was too long.
            }
            catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
