using System.Text.Json;
using Usher.Client;

namespace Usher.EndToEnd.Operations;

/// <summary>Backup, restore and moving with real processes: docs/operations.md.</summary>
public sealed class BackupTests
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_backup_of_a_server_under_load_has_every_seat_that_was_acknowledged_before_it()
    {
        await using var server = await LicenseServer.StartAsync("cad:seats=100000:expires=2099-12-31");
        await using var ada = await server.ConnectAsync("ada");
        using var stop = new CancellationTokenSource();
        var granted = new List<LeaseId>();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var load = Task.WhenAll(Enumerable.Range(0, 16).Select(_ => TakeAsync(ada, granted, enough, stop.Token)));
        await enough.Task.WaitAsync(Patience);
        List<LeaseId> acknowledged;
        lock (granted)
            acknowledged = [.. granted];

        var backup = await BackUpAsync(server);
        await stop.CancelAsync();
        await load;
        await server.KillNineAsync();
        await RestoreAsync(server, backup, "--hold", "0s");
        await server.StartAsync();

        Assert.Subset(await HeldAsync(server), acknowledged.ToHashSet());
        await server.TheLogVerifiesAsync();
        await using var bob = await server.ConnectAsync("bob"); // It is the server that the license names.
        await using var lease = await bob.CheckoutAsync("cad");
    }

    [Fact]
    public async Task A_restored_server_grants_nothing_new_until_a_seat_that_the_backup_does_not_know_has_ended()
    {
        await using var server = await LicenseServer.StartAsync("cad:seats=2:expires=2099-12-31", "Seats:HeartbeatEvery=1s");
        await using var ada = await server.ConnectAsync("ada");
        await using var known = await ada.CheckoutAsync("cad", new() { Ttl = Long });
        var backup = await BackUpAsync(server);
        var ledger = new SeatLedger(2);
        ledger.Take(known.Id);

        // Granted after the backup, to somebody who works on without a connection.
        await using var zoe = await server.ConnectAsync("zoe");
        var unknown = await zoe.CheckoutAsync("cad", new() { Ttl = TimeSpan.FromSeconds(10), Detached = true });
        ledger.Take(unknown.Id);
        unknown.Lost.Register(() => ledger.GiveBack(unknown.Id));
        await server.KillNineAsync();
        await RestoreAsync(server, backup, "--hold", "15s");
        await server.StartAsync();

        var impatient = await server.OptionsAsync("bob");
        impatient.RequestTimeout = TimeSpan.FromSeconds(1);
        await using var bob = await UsherClient.ConnectAsync(impatient);
        var put = Assert.IsType<CheckoutAnswer.Unknown>(await bob.TryCheckoutAsync("cad"));
        Assert.Equal("USH3011", put.Problem.Code);
        Assert.Equal([known.Id], await HeldAsync(server));

        await using var carol = await server.ConnectAsync("carol");
        await using var next = await carol.CheckoutAsync("cad");
        ledger.Take(next.Id);

        Assert.Equal(LeaseState.Lost, unknown.State);
        Assert.Equal(LeaseState.Held, known.State);
        Assert.Empty(ledger.Faults);
        Assert.Equal([known.Id, next.Id], await HeldAsync(server));
    }

    [Fact]
    public async Task Without_a_word_of_the_administrator_the_hold_is_as_long_as_the_longest_lease()
    {
        await using var server = await LicenseServer.StartAsync("cad:seats=2:expires=2099-12-31");
        await File.WriteAllTextAsync(Path.Combine(server.Data, "usher.json"), """{ "Leases": { "TtlMax": "3h", "Margin": "1m" } }""");
        var backup = await BackUpAsync(server);
        await server.KillNineAsync();
        var before = TimeProvider.System.GetUtcNow();

        var restored = await RestoreAsync(server, backup);

        var until = restored.GetProperty("holdUntil").GetDateTimeOffset();
        Assert.InRange(until, before + TimeSpan.FromMinutes(180.9), before + TimeSpan.FromMinutes(183));
        Assert.True(File.Exists(Path.Combine(server.Data, "usher.json")));
    }

    [Fact]
    public async Task A_server_that_was_stopped_and_whose_folder_was_copied_goes_on_elsewhere_with_every_seat()
    {
        await using var server = await LicenseServer.StartAsync("cad:seats=2:expires=2099-12-31", "Seats:HeartbeatEvery=1s");
        await using var ada = await server.ConnectAsync("ada");
        await using var held = await ada.CheckoutAsync("cad", new() { Ttl = Long });
        Assert.Equal(0, (await server.StopAsync()).ExitCode);
        var elsewhere = Path.Combine(server.Home, "elsewhere");
        await using (var copy = Command.Start(server.Home, "cp", "-a", server.Data, elsewhere))
            Assert.Equal(0, (await copy.EndAsync()).ExitCode);
        Directory.Delete(server.Data, recursive: true);
        server.Data = elsewhere;
        await server.StartAsync();

        await using var bob = await server.ConnectAsync("bob");
        await using var next = await bob.CheckoutAsync("cad");

        Assert.Equal([held.Id, next.Id], await HeldAsync(server));
        Assert.Equal(LeaseState.Held, held.State);
        await server.TheLogVerifiesAsync();
    }

    [Fact]
    public async Task What_is_no_whole_backup_is_not_restored_and_leaves_no_folder()
    {
        await using var server = await LicenseServer.StartAsync("cad:seats=2:expires=2099-12-31");
        var backup = await BackUpAsync(server);
        var bytes = await File.ReadAllBytesAsync(backup);
        var bad = Path.Combine(server.Home, "bad.tar");
        var folder = Path.Combine(server.Home, "restored");

        foreach (var length in (int[])[0, 700, bytes.Length / 2, bytes.Length - 4096])
        {
            await File.WriteAllBytesAsync(bad, bytes[..length]);
            var cutOff = await server.AdministerAsync("restore", bad, "--data", folder);
            Assert.True(cutOff.ExitCode is 2 or 5, cutOff.ToString());
            Assert.Matches("error USH4(107|02[0-4])", cutOff.Error);
            Assert.False(Directory.Exists(folder));
        }

        (await server.AdministerAsync("restore", backup, "--data", server.Data)).MustHaveFailed(2, "USH4109");
        (await server.AdministerAsync("backup", "-o", backup, "--data", server.Data)).MustHaveFailed(2, "USH4108");
    }

    private static async Task TakeAsync(UsherClient client, List<LeaseId> granted, TaskCompletionSource enough, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var lease = await client.CheckoutAsync("cad", new() { Detached = true, Ttl = Long }, CancellationToken.None);
            lock (granted)
            {
                granted.Add(lease.Id);
                if (granted.Count >= 500)
                    enough.TrySetResult();
            }
        }
    }

    private static async Task<string> BackUpAsync(LicenseServer server)
    {
        var backup = Path.Combine(server.Home, "usher.tar");
        var ended = await server.AdministerAsync("backup", "-o", backup, "--data", server.Data);
        Assert.True(ended.ExitCode == 0, ended.ToString());
        return backup;
    }

    /// <summary>Into a new folder, which the server then starts on.</summary>
    private static async Task<JsonElement> RestoreAsync(LicenseServer server, string backup, params string[] more)
    {
        server.Data = Path.Combine(server.Home, "restored");
        var ended = await server.AdministerAsync(["restore", backup, "--data", server.Data, "--json", .. more]);
        Assert.True(ended.ExitCode == 0, ended.ToString());
        return JsonDocument.Parse(ended.Output).RootElement;
    }

    private static async Task<HashSet<LeaseId>> HeldAsync(LicenseServer server)
    {
        await using var auditor = await server.ConnectAsync("auditor");
        return (await auditor.WhoAsync("cad")).Select(holder => holder.Lease).ToHashSet();
    }
}
