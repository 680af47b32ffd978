using System.Diagnostics;
using System.Text;
using Usher.Client;
using Usher.Protocol;

namespace Usher.EndToEnd.Faults;

/// <summary>Peers that read nothing, or write a byte now and then: docs/operations.md, "slow readers", "slow writers".</summary>
public sealed class SlowPeerTests(ITestOutputHelper output)
{
    private const int QuestionsInBurst = 500;
    private static readonly TimeSpan Drip = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task Who_asks_and_never_reads_is_cut_off_and_others_are_served_meanwhile()
    {
        await using var server = await LicenseServer.StartAsync("cad:seats=1:expires=2099-12-31", "Seats:OutputBytesMax=65536");
        await using var ada = await server.ConnectAsync("ada");
        await using var lease = await ada.CheckoutAsync("cad");
        await using var reader = await RawPeer.SecureAsync(server.Endpoint("seats"));
        await reader.GreetAsync("slow");

        // Both directions fill up, and what waits in the server is bounded: it hangs up, which ends the writing.
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            for (var burst = 0; burst < 20_000; burst++)
                await reader.SendAsync(Questions(2 + (ulong)(burst * QuestionsInBurst)));
        });

        Assert.Equal("active", Assert.Single(await ada.WhoAsync("cad")).State);
        Assert.Equal(LeaseState.Held, lease.State);
    }

    [Fact]
    public async Task Who_sends_a_byte_now_and_then_is_cut_off_at_the_limit_of_its_step_on_every_port()
    {
        await using var server = await LicenseServer.StartAsync("cad:seats=1:expires=2099-12-31", "Seats:HandshakeMax=2s");
        var hello = RawPeer.Bytes(new ClientMessage { Id = 1, Hello = new Hello { VersionMin = 1, VersionMax = 1, User = new string('u', 100), Host = "slow" } });
        var head = Encoding.ASCII.GetBytes("GET /healthz HTTP/1.1\r\nHost: usher.invalid\r\nX-Slow: " + new string('x', 1000));

        var ends = await Task.WhenAll(
            CutOffAsync("TLS of seats", () => RawPeer.ConnectAsync(server.Endpoint("seats")), ClientHello()),
            CutOffAsync("hello of seats", () => RawPeer.SecureAsync(server.Endpoint("seats")), hello),
            CutOffAsync("TLS of management", () => RawPeer.ConnectAsync(server.Endpoint("admin")), ClientHello()),
            CutOffAsync("HTTP head", () => RawPeer.SecureAsync(server.Endpoint("admin")), head));

        Assert.All(ends, end => Assert.InRange(end, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(30)));
        await using var ada = await server.ConnectAsync("ada");
        await using var lease = await ada.CheckoutAsync("cad");
    }

    private static byte[] Questions(ulong first) =>
        [.. Enumerable.Range(0, QuestionsInBurst).SelectMany(index => RawPeer.Bytes(new ClientMessage { Id = first + (ulong)index, Status = new StatusQuery() }))];

    /// <summary>The head of a TLS record that announces more than ever comes.</summary>
    private static byte[] ClientHello() => [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xFC, 0x03, 0x03, .. Enumerable.Repeat((byte)7, 480)];

    private async Task<TimeSpan> CutOffAsync(string what, Func<Task<RawPeer>> connect, byte[] bytes)
    {
        await using var peer = await connect();
        var started = Stopwatch.GetTimestamp();
        using var stop = new CancellationTokenSource();
        var dripping = DripAsync(peer, bytes, stop.Token);
        await peer.UntilClosedAsync();
        var took = Stopwatch.GetElapsedTime(started);
        await stop.CancelAsync();
        await dripping;
        output.WriteLine($"{what}: cut off after {took.TotalSeconds:F1} s");
        return took;
    }

    private static async Task DripAsync(RawPeer peer, byte[] bytes, CancellationToken stop)
    {
        using var pace = new PeriodicTimer(Drip, TimeProvider.System);
        try
        {
            for (var at = 0; at < bytes.Length; at++)
            {
                await peer.SendAsync(bytes.AsMemory(at, 1));
                await pace.WaitForNextTickAsync(stop);
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The server hung up.
        }
    }
}
