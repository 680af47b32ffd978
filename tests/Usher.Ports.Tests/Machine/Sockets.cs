using System.Net;
using System.Net.Sockets;

namespace Usher.Ports.Tests;

/// <summary>Sockets that listen until the test is over.</summary>
internal sealed class Sockets : IDisposable
{
    private readonly List<Socket> _open = [];

    public int Tcp(string address, bool isDualStack = false) => Open(address, SocketType.Stream, ProtocolType.Tcp, isDualStack);

    public int Udp(string address, bool isDualStack = false) => Open(address, SocketType.Dgram, ProtocolType.Udp, isDualStack);

    /// <summary>Two connected sockets, which are no listeners.</summary>
    public void Connect(ProtocolType protocol, int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, protocol == ProtocolType.Tcp ? SocketType.Stream : SocketType.Dgram, protocol);
        _open.Add(socket);
        socket.Connect(IPAddress.Loopback, port);
        if (protocol == ProtocolType.Tcp)
            _open.Add(_open.Find(one => one.SocketType == SocketType.Stream && ((IPEndPoint)one.LocalEndPoint!).Port == port)!.Accept());
    }

    public void Dispose() => _open.ForEach(socket => socket.Dispose());

    private int Open(string text, SocketType type, ProtocolType protocol, bool isDualStack)
    {
        var address = IPAddress.Parse(text);
        var socket = new Socket(address.AddressFamily, type, protocol);
        _open.Add(socket);
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
            socket.DualMode = isDualStack;
        socket.Bind(new IPEndPoint(address, 0));
        if (type == SocketType.Stream)
            socket.Listen(5000);
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
