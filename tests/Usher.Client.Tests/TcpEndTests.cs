using System.Net.Sockets;
using Usher.Client.Net;
using Usher.Client.Tests.Fakes;

namespace Usher.Client.Tests;

/// <summary>How the end of a link looks to the server's socket. Over real sockets on loopback, in real time.</summary>
public sealed class TcpEndTests : IDisposable
{
    private readonly TlsServer _server = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reset_reaches_the_server_as_a_reset(bool tls)
    {
        var (link, server) = await OpenAsync(tls);
        link.Reset();
        await link.Stream.DisposeAsync();

        var error = await Assert.ThrowsAnyAsync<IOException>(() => server.ReadAsync(new byte[1]).Soon());
        Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(error.InnerException).SocketErrorCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_link_that_is_only_closed_reaches_the_server_as_the_end_of_the_bytes(bool tls)
    {
        var (link, server) = await OpenAsync(tls);
        await link.Stream.DisposeAsync();

        Assert.Equal(0, await server.ReadAsync(new byte[1]).Soon());
    }

    [Fact]
    public async Task A_link_that_the_server_has_reset_already_is_reset_without_a_fault()
    {
        var (link, server) = await OpenAsync(tls: false);
        ((NetworkStream)server).Socket.LingerState = new LingerOption(enable: true, seconds: 0);
        ((NetworkStream)server).Socket.Dispose();
        await Assert.ThrowsAnyAsync<IOException>(() => link.Stream.ReadAsync(new byte[1]).Soon());

        link.Reset();
        await link.Stream.DisposeAsync();
    }

    public void Dispose() => _server.Dispose();

    private async Task<(Link Link, Stream Server)> OpenAsync(bool tls)
    {
        var options = new UsherClientOptions { InsecureLoopback = !tls, ConnectTimeout = Patience.Max };
        var opening = new TcpTransport(options).OpenAsync(_server.Address, CancellationToken.None).Soon();
        var server = tls ? await _server.AcceptTlsAsync() : await _server.AcceptPlainAsync();
        return (await opening, server);
    }
}
