using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Usher.Ports;
using Usher.Server.Identity;

namespace Usher.Server.Hosting;

/// <summary>Binds the sockets that the server listens on, and says plainly why one cannot be bound.</summary>
internal static class BoundSockets
{
    /// <summary>The socket of an endpoint, bound and not yet listening.</summary>
    /// <param name="endpoint">Where.</param>
    /// <param name="flag">What the command line calls its port.</param>
    /// <exception cref="PortBusyException">The port is taken.</exception>
    /// <exception cref="ServerStartException">The address or port is not ours to use (USH5107).</exception>
    internal static Socket Create(EndPoint endpoint, string flag)
    {
        try
        {
            var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
            if (endpoint is UnixDomainSocketEndPoint)
                PrivateFiles.Restrict($"{endpoint}");
            return socket;
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressAlreadyInUse && endpoint is IPEndPoint ip)
        {
            throw new PortBusyException(ip, Transport.Tcp, error);
        }
        catch (SocketException error)
        {
            throw new ServerStartException(Explain(endpoint, flag, error), error);
        }
    }

    private static ServerFault Explain(EndPoint endpoint, string flag, SocketException error) => (endpoint, error.SocketErrorCode) switch
    {
        (IPEndPoint ip, SocketError.AddressNotAvailable) => new(
            ServerCodes.CannotListen,
            $"{ip.Address} is no address of this machine",
            "name one of its addresses with --listen, or '*' for all"),
        (IPEndPoint ip, SocketError.AccessDenied) => new(
            ServerCodes.CannotListen,
            $"this user may not listen on port {ip.Port}",
            $"take a port above 1023 with {flag}; 1203 and 1455 need no privilege"),
        _ => new(ServerCodes.CannotListen, $"cannot listen on {endpoint}: {error.Message}", "name another address with --listen"),
    };
}
