using System.Security.Authentication;
using Usher.Protocol;
using Usher.Server.Management;
using Usher.Server.Tests.Licenses;
using static Usher.Server.Tests.Licenses.VendorDesk;

namespace Usher.Server.Tests.Hosting;

public sealed class SeatsEndpointTests : IDisposable
{
    // Session.LogGone: reading failed, so the client did not end its bytes itself and no short linger starts.
    private const int Gone = 1104;

    private readonly TempFolder folder = new();
    private readonly VendorDesk acme = new() { Now = TimeProvider.System.GetUtcNow() };

    public void Dispose()
    {
        acme.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_client_sees_the_identity_over_tls_13_and_gets_a_seat_that_survives_a_restart()
    {
        var license = acme.Issue(Feature("cad", 1));
        File.WriteAllText(folder["acme.lic"], license.Text);
        var options = RunningUsher.Options(folder["data"]) with { Licenses = new() { Files = [folder["acme.lic"]] } };

        await using (var usher = await RunningUsher.StartAsync(options))
        {
            await using var client = await SeatsConnection.ConnectAsync(usher.Server, SslProtocols.Tls13, "usher/1");
            Assert.Equal(usher.Server.Identity, client.Peer);
            Assert.Equal((SslProtocols.Tls13, "usher/1"), (client.Tls, client.Alpn));
            var welcome = (await client.HelloAsync("ada", acme.PublicKey.Id)).Welcome;
            Assert.Equal(usher.Server.Identity.ToString(), welcome.Server);
            Assert.Equal(license.Jws, Assert.Single(welcome.Licenses));
            Assert.Equal("acme/cad", (await client.CheckoutAsync(1, "cad")).Granted.Feature);

            await usher.Server.StopAsync();
            Assert.Equal(ServerMessage.BodyOneofCase.ShuttingDown, (await client.ReadAsync()).BodyCase);
            await Assert.ThrowsAsync<EndOfStreamException>(client.ReadAsync);
        }

        await using var again = await RunningUsher.StartAsync(options);
        await using var other = await SeatsConnection.ConnectAsync(again.Server, SslProtocols.Tls13);
        await other.HelloAsync("bob");
        var denied = (await other.CheckoutAsync(2, "cad")).Denied;
        Assert.Equal((ErrorCodes.AllSeatsTaken, "ada"), (denied.Code, Assert.Single(denied.Holders).User));
    }

    [Fact]
    public async Task A_reset_is_a_broken_connection_and_not_the_end_of_the_clients_bytes()
    {
        using var log = new LogTap(Gone);
        await using var usher = await RunningUsher.StartAsync(RunningUsher.Options(folder.Path), log);
        await using var client = await SeatsConnection.ConnectAsync(usher.Server, SslProtocols.Tls13);
        await client.HelloAsync("ada");

        client.Reset();

        Assert.IsAssignableFrom<IOException>(await log.Logged);
    }

    [Fact]
    public async Task Older_tls_and_another_protocol_are_refused()
    {
        await using var usher = await RunningUsher.StartAsync(RunningUsher.Options(folder.Path));
        await Assert.ThrowsAsync<AuthenticationException>(() => SeatsConnection.ConnectAsync(usher.Server, SslProtocols.Tls12));
        await Assert.ThrowsAnyAsync<Exception>(() => SeatsConnection.ConnectAsync(usher.Server, SslProtocols.Tls13, "http/1.1"));
    }

    [Fact]
    public async Task A_network_that_is_not_trusted_gets_no_byte_and_is_counted()
    {
        var options = RunningUsher.Options(folder.Path) with { Networks = new() { Trusted = ["10.0.0.0/8"] } };
        await using var usher = await RunningUsher.StartAsync(options);

        await Assert.ThrowsAnyAsync<Exception>(() => SeatsConnection.ConnectAsync(usher.Server, SslProtocols.Tls13));

        Assert.Equal(1, (await usher.GetAsync("server", AdminJson.Default.ServerStatus)).Counters.ConnectionsDropped);
    }

    [Fact]
    public async Task A_revoked_lease_is_gone_told_and_in_the_audit()
    {
        var options = RunningUsher.Options(folder.Path);
        await using var usher = await RunningUsher.StartAsync(options with { Listen = options.Listen with { InsecureLoopback = true } });
        (await usher.PostLicenseAsync("licenses", acme.Issue(Feature("cad", 1)).Text)).EnsureSuccessStatusCode();
        await using var client = await SeatsConnection.ConnectPlainAsync(usher.Server);
        await client.HelloAsync("ada");
        await client.CheckoutAsync(7, "acme/cad");
        var lease = Assert.Single((await usher.GetAsync("leases?feature=cad", AdminJson.Default.LeasePage)).Leases);

        using var content = new StringContent("""{"reason":"maintenance"}""", System.Text.Encoding.UTF8, "application/json");
        using var response = await usher.Admin.PostAsync(new Uri($"leases/{lease.Lease}/revoke", UriKind.Relative), content);

        var revoked = await RunningUsher.ReadAsync(response, AdminJson.Default.RevokeOutcome);
        Assert.Equal(("ada", "acme/cad"), (revoked.Lease.User, revoked.Lease.Feature));
        var lost = (await client.ReadAsync()).LeaseLost;
        Assert.Equal(ErrorCodes.LostRevoked, lost.Code);
        Assert.Contains("maintenance", lost.Message, StringComparison.Ordinal);
        Assert.Empty((await usher.GetAsync("leases", AdminJson.Default.LeasePage)).Leases);
    }

    [Fact]
    public async Task A_bad_license_of_the_options_stops_the_start_with_its_fault_and_its_file()
    {
        File.WriteAllText(folder["bad.lic"], acme.Issue(Feature("cad", 1)).Text[..^5]);
        var options = RunningUsher.Options(folder["data"]) with { Licenses = new() { Files = [folder["bad.lic"]] } };

        var error = await Assert.ThrowsAsync<ServerStartException>(() => RunningUsher.StartAsync(options));

        var fault = Assert.Single(error.Faults);
        Assert.StartsWith("USH10", fault.Code, StringComparison.Ordinal);
        Assert.StartsWith(folder["bad.lic"], fault.Message, StringComparison.Ordinal);
    }
}
