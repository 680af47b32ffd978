using System.Net;
using System.Net.Sockets;
using Usher.Ports;
using Usher.Server.Hosting;

namespace Usher.Server.Validation;

/// <summary>Binds the sockets of 1203/udp, and says plainly why one cannot be bound.</summary>
internal static class DatagramSocket
{
    // What arrives while the threads are busy waits here; the system may allow less.
    private const int BufferBytes = 4 * 1024 * 1024;

    /// <exception cref="PortBusyException">The port is taken.</exception>
    /// <exception cref="ServerStartException">The address or port is not ours to use (USH5107).</exception>
    internal static Socket Bind(IPEndPoint endpoint)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (endpoint.Address.Equals(IPAddress.IPv6Any))
                socket.DualMode = true;
            socket.ReceiveBufferSize = BufferBytes;
            socket.SendBufferSize = BufferBytes;
            socket.Bind(endpoint);
            return socket;
        }
        catch (SocketException error)
        {
            socket.Dispose();
            if (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
                throw new PortBusyException(endpoint, Transport.Udp, error);
            throw new ServerStartException(Explain(endpoint, error), error);
        }
    }

    private static ServerFault Explain(IPEndPoint endpoint, SocketException error) => new(
        ServerCodes.CannotListen,
        $"cannot listen for datagrams on {endpoint}: {error.Message}",
        "name another address with --listen, another port with Listen:ValidationPort, or switch datagrams off with Listen:Validation=false");
}
