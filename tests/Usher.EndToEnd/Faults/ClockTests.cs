using Usher.Client;

namespace Usher.EndToEnd.Faults;

/// <summary>The clock of the server's machine is set, by libfaketime: docs/operations.md, "clock set back" and "clock set forward".</summary>
public sealed class ClockTests
{
    private static readonly string[] Libraries = ["/usr/lib", "/usr/local/lib"];

    [Fact]
    public async Task Set_back_nothing_new_is_granted_and_held_seats_live_on_until_it_is_right_again()
    {
        await using var server = await StartAsync();
        await using var ada = await server.ConnectAsync("ada");
        await using var held = await ada.CheckoutAsync("cad");
        await using var bob = await server.ConnectAsync("bob");

        await SetAsync(server, "-1d");
        await server.Process.WaitForErrorAsync("USH2301");
        var denied = Assert.IsType<CheckoutAnswer.Denied>(await bob.TryCheckoutAsync("cad"));
        var renewal = await ada.RenewAsync(held.Id, TimeSpan.FromMinutes(1));

        Assert.Equal("USH2301", denied.Refusal.Code);
        Assert.InRange(renewal.Ttl, TimeSpan.FromSeconds(50), TimeSpan.FromMinutes(1));
        Assert.Equal(LeaseState.Held, held.State);

        // A restart does not make it forget: the journal knows better.
        await server.KillNineAsync();
        await server.StartAsync();
        Assert.Equal("USH2301", Assert.IsType<CheckoutAnswer.Denied>(await bob.TryCheckoutAsync("cad")).Refusal.Code);

        var mark = server.Process.MarkError();
        await SetAsync(server, "+0");
        await server.Process.WaitForErrorAsync("clock is right again", mark);
        await using var next = await bob.CheckoutAsync("cad");
        Assert.Equal([held.Id, next.Id], (await bob.WhoAsync("cad")).Select(holder => holder.Lease).ToHashSet());
    }

    [Fact]
    public async Task Set_forward_by_a_day_no_seat_is_given_away_that_its_holder_still_counts_on()
    {
        await using var server = await StartAsync();
        await using var ada = await server.ConnectAsync("ada");
        await using var one = await ada.CheckoutAsync("cad");
        await using var two = await ada.CheckoutAsync("cad");

        await SetAsync(server, "+1d");
        await server.Process.WaitForErrorAsync("has been followed");
        await using var bob = await server.ConnectAsync("bob");
        var denied = Assert.IsType<CheckoutAnswer.Denied>(await bob.TryCheckoutAsync("cad"));

        Assert.Equal("USH2003", denied.Refusal.Code);
        Assert.Equal((LeaseState.Held, LeaseState.Held), (one.State, two.State));
        Assert.Equal([one.Id, two.Id], (await bob.WhoAsync("cad")).Select(holder => holder.Lease).ToHashSet());
    }

    private static async Task<LicenseServer> StartAsync()
    {
        var library = Libraries.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "libfaketime.so.1", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }))
            .FirstOrDefault();
        Assert.SkipWhen(library is null, "libfaketime is not installed (Debian: faketime)");
        var server = await LicenseServer.PrepareAsync(
            Stage.Plain(), "cad:seats=2:expires=2099-12-31", "Leases:Ttl=1m", "Seats:HeartbeatEvery=1s");
        await SetAsync(server, "+0");
        server.Before =
        [
            "env", $"LD_PRELOAD={library}", $"FAKETIME_TIMESTAMP_FILE={Clock(server)}", "FAKETIME_NO_CACHE=1", "FAKETIME_DONT_FAKE_MONOTONIC=1", "NO_FAKE_STAT=1",
        ];
        await server.StartAsync();
        return server;
    }

    /// <summary>By how much the clock is off from now on; in one step, so that nobody reads half of it.</summary>
    private static async Task SetAsync(LicenseServer server, string offset)
    {
        await File.WriteAllTextAsync(Clock(server) + ".new", offset + "\n");
        File.Move(Clock(server) + ".new", Clock(server), overwrite: true);
    }

    private static string Clock(LicenseServer server) => Path.Combine(server.Home, "clock");
}
