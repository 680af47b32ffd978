using System.Net;
using System.Net.Sockets;

namespace Usher.Client.Datagrams;

/// <summary>UDP. Answers are taken from any address, because a server with several may answer from another one: the tag decides.</summary>
internal sealed class UdpTransport : IDatagramTransport
{
    public IDatagramLink? Open(string endpoint, int port, DatagramReceived received)
    {
        if (!IPEndPoint.TryParse(endpoint, out var peer))
            return null;
        Socket? socket = null;
        try
        {
            var server = new IPEndPoint(peer.Address, port);
            socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Bind(new IPEndPoint(server.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0));
            return new UdpLink(socket, server, received);
        }
        catch (SocketException)
        {
            socket?.Dispose();
            return null;
        }
    }
}
