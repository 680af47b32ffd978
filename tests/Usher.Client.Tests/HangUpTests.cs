using System.Net;
using System.Net.Sockets;
using Usher.Client.Net;
using Usher.Client.Tests.Fakes;

namespace Usher.Client.Tests;

/// <summary>How a connection ends, as the server's socket sees it. Over real sockets on loopback.</summary>
public sealed class HangUpTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public HangUpTests() => _listener.Start();

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task A_client_that_is_disposed_ends_its_bytes_in_good_order()
    {
        var (connection, server) = await ConnectedAsync(welcome: true);
        await connection.DisposeAsync().Soon();
        Assert.Equal(0, await server.ReceiveAsync(new byte[1]).Soon());
    }

    [Fact]
    public async Task A_connection_that_is_given_up_ends_with_a_reset_so_that_the_server_does_not_take_the_client_for_gone()
    {
        var (connection, server) = await ConnectedAsync(welcome: true);
        connection.End(new UsherProblem(ClientCodes.NoAnswer, "no answer", "wait"));
        await connection.Closed.Soon();
        var error = await Assert.ThrowsAsync<SocketException>(() => server.ReceiveAsync(new byte[1]).Soon());
        Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
    }

    [Fact]
    public async Task A_server_that_was_not_accepted_sees_an_ordinary_end()
    {
        var (connection, server) = await ConnectedAsync(welcome: false);
        connection.End(new UsherProblem(ClientCodes.OtherServer, "another server", "ask the vendor"));
        await connection.Closed.Soon();
        Assert.Equal(0, await server.ReceiveAsync(new byte[1]).Soon());
    }

    private async Task<(Connection Connection, Socket Server)> ConnectedAsync(bool welcome)
    {
        var address = new ServerAddress("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port);
        var link = await new TcpTransport(new UsherClientOptions { InsecureLoopback = true }).OpenAsync(address, default).Soon();
        var connection = new Connection(link, TimeProvider.System, (_, _) => { });
        if (welcome)
            connection.Peer = new ServerPeer { Address = address, Endpoint = link.Endpoint, Identity = Some.Identity, Version = "1", Time = default };
        return (connection, await _listener.AcceptSocketAsync().Soon());
    }
}
