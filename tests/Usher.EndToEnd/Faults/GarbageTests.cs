using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Usher.Client;
using Usher.Protocol;

namespace Usher.EndToEnd.Faults;

/// <summary>Garbage, and what begins well and ends as garbage, on all four endpoints: docs/operations.md, "garbage".</summary>
[Collection(Alone.Name)]
public sealed class GarbageTests(ITestOutputHelper output)
{
    private const int Rounds = 4;
    private const int ConnectionsEach = 25;
    private const int DatagramsEach = 2_000;

    /// <summary>How much the memory may differ after the first round, which warms everything up.</summary>
    private const int GrowthMibMax = 48;

    [Fact]
    public async Task Garbage_on_every_port_is_dropped_the_server_serves_on_and_its_memory_does_not_grow()
    {
        var seed = Environment.GetEnvironmentVariable("USHER_TEST_SEED") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : Random.Shared.Next();
        output.WriteLine($"again with USHER_TEST_SEED={seed}");
        var random = new Random(seed);
        await using var server = await LicenseServer.StartAsync(
            "cad:seats=2:expires=2099-12-31", "Listen:DiscoveryPort=0", "Seats:HandshakeMax=5s", "Log:Level=warning");
        await using var ada = await server.ConnectAsync("ada");
        await using var held = await ada.CheckoutAsync("cad");
        var memory = new List<int>();

        for (var round = 0; round < Rounds; round++)
        {
            await ConnectionsAsync(server, random);
            await DatagramsAsync(server, random);
            await ServesAsync(server);
            memory.Add(ProcessMemory.ResidentMib(server.Process));
        }

        output.WriteLine($"MiB after each round: {string.Join(", ", memory)}");
        Assert.Equal(LeaseState.Held, held.State);
        Assert.True(memory[^1] - memory[0] < GrowthMibMax, $"MiB after each round: {string.Join(", ", memory)}");
        var ended = await server.StopAsync();
        Assert.Equal(0, ended.ExitCode);
        Assert.DoesNotContain("Unhandled", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
    }

    private static async Task ConnectionsAsync(LicenseServer server, Random random)
    {
        foreach (var (endpoint, isSecure, beginnings) in Beginnings(server))
        {
            for (var connection = 0; connection < ConnectionsEach; connection++)
            {
                var beginning = beginnings[random.Next(beginnings.Length)];
                await SendAsync(endpoint, isSecure, [.. beginning.AsSpan(0, random.Next(beginning.Length + 1)), .. Noise(random, 2_000)]);
            }
        }
    }

    /// <summary>What well-behaved peers begin with, for each door: sent whole or in part before the noise.</summary>
    private static IEnumerable<(IPEndPoint Endpoint, bool IsSecure, byte[][] Beginnings)> Beginnings(LicenseServer server)
    {
        byte[] record = [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xFC, 0x03, 0x03];
        var hello = RawPeer.Bytes(new ClientMessage { Id = 1, Hello = new Hello { VersionMin = 1, VersionMax = 1, User = "noise", Host = "noise" } });
        var checkout = RawPeer.Bytes(new ClientMessage { Id = 2, Checkout = new Checkout { Feature = "cad" } });
        var get = Encoding.ASCII.GetBytes("GET /api/v1/leases HTTP/1.1\r\nHost: usher.invalid\r\n");
        var post = Encoding.ASCII.GetBytes("POST /api/v1/leases HTTP/1.1\r\nHost: usher.invalid\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"feature\":\"");
        yield return (server.Endpoint("seats"), false, [[], record]);
        yield return (server.Endpoint("admin"), false, [[], record, get]);
        yield return (server.Endpoint("seats"), true, [[], hello, [.. hello, .. checkout], [0xFF, 0xFF, 0xFF, 0x7F]]);
        yield return (server.Endpoint("admin"), true, [[], get, post, Encoding.ASCII.GetBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")]);
    }

    private static async Task SendAsync(IPEndPoint endpoint, bool isSecure, byte[] bytes)
    {
        await using var peer = isSecure ? await RawPeer.SecureAsync(endpoint, "noise.invalid") : await RawPeer.ConnectAsync(endpoint);
        try
        {
            await peer.SendAsync(bytes);
            peer.EndSending();
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            return; // It hung up at the first bytes.
        }

        await peer.UntilClosedAsync();
    }

    private static async Task DatagramsAsync(LicenseServer server, Random random)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        var running = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(server.Data, "running.json"))).RootElement;
        var validation = IPEndPoint.Parse(running.GetProperty("validation")[0].GetString()!);
        var question = new byte[WireLimits.DatagramBytes];
        question[0] = WireLimits.DatagramVersion;
        var search = new DiscoveryQuery(1, "cad").ToBytes();
        for (var datagram = 0; datagram < DatagramsEach; datagram++)
        {
            await socket.SendToAsync(Noisy(question, random), validation);
            await socket.SendToAsync(Noisy(search, random), server.Endpoint("discovery"));
        }
    }

    /// <summary>A datagram with a good beginning of some length, of the right length or any other.</summary>
    private static byte[] Noisy(byte[] good, Random random)
    {
        var bytes = Noise(random, random.Next(4) switch { 0 => good.Length, 1 => 60_000, _ => 2 * good.Length });
        if (random.Next(4) == 0)
            Array.Resize(ref bytes, good.Length);
        good.AsSpan(0, Math.Min(bytes.Length, random.Next(good.Length + 1))).CopyTo(bytes);
        return bytes;
    }

    private static byte[] Noise(Random random, int bytesMax)
    {
        var bytes = new byte[random.Next(bytesMax + 1)];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>Each of the four doors still does its work.</summary>
    private static async Task ServesAsync(LicenseServer server)
    {
        await using var bob = await server.ConnectAsync("bob");
        await using (var lease = await bob.CheckoutAsync("cad", new() { Connectionless = true }))
            Assert.True(lease.Connectionless);
        await using var found = Command.Usher(server.Home, "discover", "--address", $"{server.Endpoint("discovery")}", "--json");
        Assert.Equal(0, (await found.EndAsync()).ExitCode);
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
        using var browser = new HttpClient(handler);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(new Uri($"https://{server.Endpoint("admin")}/healthz"))).StatusCode);
    }
}
