using System.Net;
using System.Net.Sockets;
using Usher.Protocol;
using Usher.Server.Discovery;
using Usher.Server.Management;
using Usher.Server.Options;
using Usher.Server.Tests.Hosting;

namespace Usher.Server.Tests.Discovery;

/// <summary>1455/udp of a real server, over loopback.</summary>
[Collection(DiscoveryCollection.Name)]
public sealed class DiscoveryEndpointTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TempFolder folder = new();
    private readonly DiscoveryDrops counted = new();
    private readonly Socket asker = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    public DiscoveryEndpointTests() => asker.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public void Dispose()
    {
        asker.Dispose();
        counted.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_server_says_who_it_is_and_where_its_seats_are_in_no_more_bytes_than_it_was_asked()
    {
        await using var usher = await RunningUsher.StartAsync(RunningUsher.Options(folder.Path));

        var bytes = await AskAsync(usher, new DiscoveryQuery(7, "").ToBytes());

        Assert.InRange(bytes.Length, 1, DiscoveryWire.QueryBytes);
        Assert.True(DiscoveryAnswer.TryRead(bytes, out var answer) && answer.IsSignatureValid);
        Assert.Equal(usher.Server.Identity.ToString(), answer.Identity);
        Assert.Equal([(ushort)usher.Server.Bound[0].Port], answer.SeatsPorts);
    }

    [Fact]
    public async Task Where_it_listens_is_in_the_status()
    {
        await using var usher = await RunningUsher.StartAsync(RunningUsher.Options(folder.Path));

        var status = await usher.GetAsync("server", AdminJson.Default.ServerStatus);

        var endpoint = Assert.Single(status.Endpoints, endpoint => endpoint.Name == "discovery");
        Assert.Equal(($"{usher.Server.DiscoveryBound[0]}", "udp", null), (endpoint.Address, endpoint.Transport, endpoint.Fault));
    }

    [Fact]
    public async Task A_network_that_is_not_trusted_gets_no_answer_and_is_counted()
    {
        await using var usher = await RunningUsher.StartAsync(
            RunningUsher.Options(folder.Path) with { Networks = new() { Trusted = ["10.0.0.0/8"] } });

        await SendAsync(usher, new DiscoveryQuery(7, "").ToBytes());
        await SendAsync(usher, [1]);

        await counted.ReachAsync(DiscoveryDrop.Untrusted, 2).WaitAsync(Patience);
        Assert.Equal(0, counted["answered"]);
        Assert.Equal(0, asker.Available);
    }

    [Fact]
    public async Task What_is_no_question_gets_no_answer_and_the_next_question_does()
    {
        await using var usher = await RunningUsher.StartAsync(RunningUsher.Options(folder.Path));

        await SendAsync(usher, new byte[DiscoveryWire.QueryBytes]);
        await SendAsync(usher, new byte[60_000]);
        await SendAsync(usher, []);
        var bytes = await AskAsync(usher, new DiscoveryQuery(7, "").ToBytes());

        Assert.True(DiscoveryAnswer.TryRead(bytes, out _));
        Assert.Equal(3, counted[DiscoveryDrop.Malformed]);
        Assert.Equal(0, asker.Available);
    }

    [Fact]
    public async Task A_server_that_is_told_so_does_not_listen()
    {
        await using var usher = await RunningUsher.StartAsync(With(new() { Addresses = ["127.0.0.1"], Port = 0, Discovery = false }));

        Assert.Empty(usher.Server.DiscoveryBound);
        var status = await usher.GetAsync("server", AdminJson.Default.ServerStatus);
        Assert.DoesNotContain(status.Endpoints, endpoint => endpoint.Name == "discovery");
    }

    [Fact]
    public async Task A_server_whose_port_is_taken_warns_says_so_in_its_status_and_serves_seats()
    {
        var port = ((IPEndPoint)asker.LocalEndPoint!).Port;
        var warned = new LogTap(1720);
        await using var usher = await RunningUsher.StartAsync(
            With(new() { Addresses = ["127.0.0.1"], Port = 0, DiscoveryPort = port }), warned);

        await warned.Logged;
        Assert.Empty(usher.Server.DiscoveryBound);
        Assert.NotEmpty(usher.Server.Bound);
        var status = await usher.GetAsync("server", AdminJson.Default.ServerStatus);
        var endpoint = Assert.Single(status.Endpoints, endpoint => endpoint.Name == "discovery");
        Assert.Equal(($"127.0.0.1:{port}", ServerCodes.DiscoveryUnbound), (endpoint.Address, endpoint.Fault?.Code));
    }

    private ServerOptions With(ListenOptions listen) => RunningUsher.Options(folder.Path) with { Listen = listen };

    private Task<int> SendAsync(RunningUsher usher, byte[] datagram) =>
        asker.SendToAsync(datagram, SocketFlags.None, usher.Server.DiscoveryBound[0]);

    private async Task<byte[]> AskAsync(RunningUsher usher, byte[] datagram)
    {
        await SendAsync(usher, datagram);
        using var limit = new CancellationTokenSource(Patience);
        var buffer = new byte[1024];
        var heard = await asker.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), limit.Token);
        return buffer[..heard.ReceivedBytes];
    }
}
