using System.Globalization;
using Usher.Client;

namespace Usher.EndToEnd;

/// <summary>The server is killed with -9 under load, again and again, and every promise still holds.</summary>
public sealed class KillNineTests(ITestOutputHelper output)
{
    private const int Kills = 50;
    private const int Seats = 20;
    private const int Keepers = 5;
    private const int Users = 30;
    private const int GrantsBetweenKillsMax = 300;
    private static readonly TimeSpan StallMax = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Fifty_kills_lose_no_acknowledged_grant_grant_no_seat_twice_and_are_only_a_pause_to_clients()
    {
        var seed = Environment.GetEnvironmentVariable("USHER_TEST_SEED") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : Random.Shared.Next();
        output.WriteLine($"again with USHER_TEST_SEED={seed}");
        var random = new Random(seed);
        await using var server = await LicenseServer.StartAsync($"cad:seats={Seats}:expires=2099-12-31", "Leases:Ttl=30s", "Leases:Linger=2s");
        var ledger = new SeatLedger(Seats);

        var keepers = new List<(UsherClient Client, Lease Lease)>();
        for (var keeper = 0; keeper < Keepers; keeper++)
        {
            var client = await server.ConnectAsync($"keeper{keeper}");
            var lease = await client.CheckoutAsync("cad");
            ledger.Take(lease.Id);
            keepers.Add((client, lease));
        }

        // All are there before the first kill: a client that never reached the server does not wait for it.
        var visitors = new List<UsherClient>();
        for (var user = 0; user < Users; user++)
            visitors.Add(await server.ConnectAsync($"user{user}"));
        using var stop = new CancellationTokenSource();
        var users = visitors.Select(visitor => ComeAndGoAsync(visitor, ledger, stop.Token)).ToList();
        for (var kill = 1; kill <= Kills; kill++)
        {
            await MoreGrantsAsync(ledger, random.Next(1, GrantsBetweenKillsMax), users);
            await server.KillNineAsync();
            await server.StartAsync();
            await EveryHeldLeaseIsThereAsync(server, ledger, kill);
        }

        await MoreGrantsAsync(ledger, GrantsBetweenKillsMax, users);
        await stop.CancelAsync();
        await Task.WhenAll(users).WaitAsync(StallMax);

        Assert.Empty(ledger.Faults);
        Assert.All(keepers, keeper => Assert.Equal(LeaseState.Held, keeper.Lease.State));
        foreach (var (client, lease) in keepers)
        {
            await lease.DisposeAsync();
            await client.DisposeAsync();
        }

        await server.TheLogVerifiesAsync();
    }

    /// <summary>Waits for so many more grants, and fails at once when a user has ended: with fewer of them all takes longer.</summary>
    private static async Task MoreGrantsAsync(SeatLedger ledger, int count, IReadOnlyList<Task> users)
    {
        await await Task.WhenAny([ledger.MoreGrantsAsync(count), .. users]).WaitAsync(StallMax);
        Assert.Empty(ledger.Faults);
    }

    /// <summary>Takes seats and gives them back, as fast as it goes, through every outage.</summary>
    private static async Task ComeAndGoAsync(UsherClient client, SeatLedger ledger, CancellationToken stop)
    {
        await using var _ = client;
        while (!stop.IsCancellationRequested)
        {
            switch (await client.TryCheckoutAsync("cad", cancellationToken: CancellationToken.None))
            {
                case CheckoutAnswer.Granted(var lease):
                    ledger.Take(lease.Id);
                    await Task.Yield();
                    if (lease.Lost.IsCancellationRequested)
                        ledger.Fail($"{lease.Id} was lost: {lease.LostReason}");
                    ledger.GiveBack(lease.Id);
                    await lease.DisposeAsync();
                    break;
                case CheckoutAnswer.Denied(var refusal) when refusal.Code != "USH2003":
                    ledger.Fail($"a user was refused with {refusal.Code}: {refusal.Message}");
                    return;
                default:
                    break; // All seats taken, or an outage: come again.
            }
        }
    }

    /// <summary>Leases held before and after the question must be in its answer.</summary>
    private static async Task EveryHeldLeaseIsThereAsync(LicenseServer server, SeatLedger ledger, int kill)
    {
        await using var auditor = await server.ConnectAsync("auditor");
        var before = ledger.Held;
        var known = (await auditor.WhoAsync("cad")).Select(holder => holder.Lease).ToHashSet();
        var throughout = before.Where(ledger.Held.Contains).ToList();
        foreach (var lease in throughout.Where(lease => !known.Contains(lease)))
            ledger.Fail($"after kill {kill} the server does not know {lease}");
    }
}
