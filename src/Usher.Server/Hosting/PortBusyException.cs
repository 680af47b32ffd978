using System.Net;
using System.Net.Sockets;
using Usher.Ports;

namespace Usher.Server.Hosting;

/// <summary>Somebody else has the port; who, is asked by whoever catches this and may wait for an answer.</summary>
internal sealed class PortBusyException(IPEndPoint endpoint, Transport transport, SocketException inner)
    : Exception($"{endpoint} is taken", inner)
{
    /// <summary>What could not be bound.</summary>
    internal IPEndPoint Endpoint { get; } = endpoint;

    /// <summary>For connections or for datagrams.</summary>
    internal Transport Transport { get; } = transport;
}
