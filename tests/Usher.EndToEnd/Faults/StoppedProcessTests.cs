using Usher.Client;

namespace Usher.EndToEnd.Faults;

/// <summary>A process that stands still for longer than its leases live, and goes on: docs/operations.md, "stopped".</summary>
public sealed class StoppedProcessTests
{
    private static readonly TimeSpan BriefTtl = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LastingTtl = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_server_that_stood_still_for_longer_than_a_lease_lives_serves_again_and_grants_no_seat_twice()
    {
        await using var server = await LicenseServer.StartAsync("cad:seats=2:expires=2099-12-31", "Seats:HeartbeatEvery=1s", "Leases:Linger=1s");
        await using var ada = await server.ConnectAsync("ada");
        await using var bob = await server.ConnectAsync("bob");
        var ledger = new SeatLedger(2);
        await using var brief = await ada.CheckoutAsync("cad", new() { Ttl = BriefTtl });
        await using var lasting = await bob.CheckoutAsync("cad", new() { Ttl = LastingTtl });
        ledger.Take(brief.Id);
        ledger.Take(lasting.Id);
        brief.Lost.Register(() => ledger.GiveBack(brief.Id));

        await server.Process.SignalAsync("STOP");
        await using var nobody = server.Usher("status");
        var silence = await nobody.EndAsync();
        await brief.Completion.WaitAsync(Patience);

        Assert.Equal((3, true), (silence.ExitCode, silence.Error.Contains("USH3101", StringComparison.Ordinal)));
        Assert.Equal("USH3120", brief.LostReason?.Code);
        Assert.Equal(LeaseState.Held, lasting.State);

        await server.Process.SignalAsync("CONT");
        await using var carol = await server.ConnectAsync("carol");
        await using var next = await carol.CheckoutAsync("cad", new() { Wait = Patience });
        ledger.Take(next.Id);

        Assert.Empty(ledger.Faults);
        Assert.Equal(LeaseState.Held, lasting.State);
        Assert.Equal([lasting.Id, next.Id], (await carol.WhoAsync("cad")).Select(holder => holder.Lease).ToHashSet());
        await server.TheLogVerifiesAsync();
    }

    [Fact]
    public async Task A_client_that_stood_still_for_longer_than_its_lease_lives_has_lost_the_seat_and_says_so_when_it_goes_on()
    {
        await using var server = await LicenseServer.StartAsync(
            "cad:seats=1:expires=2099-12-31", "Leases:Ttl=5s", "Leases:Linger=1s", "Seats:HeartbeatEvery=1s", "Listen:Validation=false");
        await using var holder = server.Usher("run", "cad", "--", "sh", "-c", "echo started; read line");
        await holder.WaitForAsync("started");
        await holder.SignalAsync("STOP");

        await using var client = await server.ConnectAsync("next");
        await using var lease = await client.CheckoutAsync("cad", new() { Wait = Patience });
        var other = Assert.Single(await client.WhoAsync("cad"));
        await holder.SignalAsync("CONT");
        var told = await holder.WaitForErrorAsync("error USH");

        Assert.Equal(lease.Id, other.Lease);
        Assert.Matches("USH(3120|2102)", told);
        Assert.Equal(LeaseState.Held, lease.State);
        await holder.Input.WriteLineAsync();
        Assert.Equal(0, (await holder.EndAsync()).ExitCode); // The child ran on: '--on-lost warn'.
    }
}
