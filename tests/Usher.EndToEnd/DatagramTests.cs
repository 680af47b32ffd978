using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Usher.Client;
using Usher.Licensing;

namespace Usher.EndToEnd;

/// <summary>A firewall that lets one of UDP and TCP through: seats live on over the other.</summary>
public sealed class DatagramTests
{
    private static readonly TimeSpan ShortTtl = TimeSpan.FromSeconds(10);

    /// <summary>Long enough for a server to start again within.</summary>
    private static readonly TimeSpan Ttl = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task With_UDP_blocked_seats_live_on_over_TCP()
    {
        await using var server = await LicenseServer.StartAsync("cad:seats=5:expires=2099-12-31", Settings());
        // The server does not listen on this address, so datagrams to it find a closed port.
        await using var relay = TcpRelay.Start(IPAddress.Parse("127.0.0.2"), server.Address);
        await using var client = await ConnectAsync(server, relay);
        await using var ordinary = await client.CheckoutAsync("cad", new() { Ttl = ShortTtl });
        await using var connectionless = await client.CheckoutAsync("cad", new() { Ttl = ShortTtl, Connectionless = true });
        Assert.True(connectionless.Connectionless);

        await StayAsync(ShortTtl * 2, ordinary, connectionless);

        Assert.NotNull(client.Server); // A connection holds both.
        await AreHeldAsync(server, ordinary, connectionless);
    }

    [Fact]
    public async Task With_TCP_cut_a_connectionless_seat_lives_on_by_datagrams_through_a_kill_of_the_server()
    {
        await using var server = await LicenseServer.StartAsync("cad:seats=5:expires=2099-12-31", Settings());
        await using var relay = TcpRelay.Start(IPAddress.Loopback, server.Address);
        await using var client = await ConnectAsync(server, relay);
        var lease = await client.CheckoutAsync("cad", new() { Ttl = Ttl, Connectionless = true });
        await relay.CutAsync();

        await StayAsync(Ttl * 1.25, lease);
        await AreHeldAsync(server, lease);

        await server.KillNineAsync();
        await server.StartAsync();
        await StayAsync(Ttl * 1.25, lease);
        await AreHeldAsync(server, lease);
    }

    /// <summary>Short lives, and a port for datagrams that stays the same after a restart.</summary>
    private static string[] Settings()
    {
        using var free = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        free.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)free.LocalEndPoint!).Port;
        return [string.Create(CultureInfo.InvariantCulture, $"Listen:ValidationPort={port}"), "Seats:HeartbeatEvery=1s", "Leases:Linger=1s"];
    }

    private static async Task<UsherClient> ConnectAsync(LicenseServer server, TcpRelay relay) =>
        await UsherClient.ConnectAsync(new UsherClientOptions
        {
            Servers = ServerAddress.TryParseList(relay.Address, out var servers, out _) ? servers : [],
            VendorKeys = [VendorPublicKey.Import(await File.ReadAllTextAsync(server.VendorKey))],
            User = "ada",
            ConnectTimeout = TimeSpan.FromSeconds(20),
            ConnectBudget = TimeSpan.FromSeconds(20),
        });

    private static async Task StayAsync(TimeSpan time, params Lease[] leases)
    {
        var passed = Task.Delay(time, TimeProvider.System);
        await Task.WhenAny(leases.Select(lease => lease.Completion).Prepend(passed));
        Assert.All(leases, lease => Assert.Equal((LeaseState.Held, null), (lease.State, lease.LostReason)));
        await passed;
    }

    /// <summary>As the server itself says.</summary>
    private static async Task AreHeldAsync(LicenseServer server, params Lease[] leases)
    {
        await using var other = await server.ConnectAsync("bob");
        var holders = await other.WhoAsync("cad");
        Assert.All(leases, lease => Assert.Equal("active", Assert.Single(holders, holder => holder.Lease == lease.Id).State));
    }
}
