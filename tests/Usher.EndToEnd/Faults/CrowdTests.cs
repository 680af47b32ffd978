using System.Diagnostics;
using System.Globalization;
using System.Net;
using Usher.Client;

namespace Usher.EndToEnd.Faults;

/// <summary>More connections at once than anybody has: docs/operations.md, "10,000 connections", "file descriptors".</summary>
[Collection(Alone.Name)]
public sealed class CrowdTests(ITestOutputHelper output)
{
    private const int Wanted = 10_000;
    private const int PerAddress = 2_000;
    private const int Spare = 1_000;
    private const int AtOnce = 64;

    [Fact]
    public async Task Ten_thousand_connections_at_once_are_served_and_the_next_one_too()
    {
        var limit = DescriptorsMax();
        var count = Math.Min(Wanted, limit - Spare);
        output.WriteLine($"{count} connections, with at most {limit} descriptors for a process");
        await using var server = await LicenseServer.StartAsync("cad:seats=20:expires=2099-12-31", "Seats:HandshakeMax=2m", "Seats:IdleMax=5m");
        await using var ada = await server.ConnectAsync("ada");
        await using var held = await ada.CheckoutAsync("cad");
        var began = Stopwatch.GetTimestamp();

        var crowd = new RawPeer[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (index, _) =>
        {
            crowd[index] = await RawPeer.SecureAsync(server.Endpoint("seats"), from: new IPAddress([127, 0, 1, (byte)(1 + (index / PerAddress))]));
            await crowd[index].GreetAsync(string.Create(CultureInfo.InvariantCulture, $"user{index}"));
        });
        output.WriteLine($"connected after {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s; the server has {ProcessMemory.ResidentMib(server.Process)} MiB");

        await using var late = await server.ConnectAsync("late");
        await using var lease = await late.CheckoutAsync("cad");
        Assert.Equal(LeaseState.Held, held.State);
        await Parallel.ForEachAsync(crowd, async (peer, _) => await peer.DisposeAsync());
        await using var next = await late.CheckoutAsync("cad");
    }

    /// <summary>Of this process, which the server inherits.</summary>
    private static int DescriptorsMax()
    {
        var words = File.ReadLines("/proc/self/limits").First(line => line.StartsWith("Max open files", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return int.TryParse(words[4], NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? most : int.MaxValue;
    }
}
