using System.Net.Http.Json;
using System.Security.Authentication;
using Usher.Server.Management;
using Usher.Server.Tests.Hosting;
using Usher.Server.Tests.Licenses;
using static Usher.Server.Tests.Licenses.VendorDesk;

namespace Usher.Server.Tests.Access;

public sealed class PrivacyTests
{
    [Fact]
    public async Task Viewers_see_that_somebody_holds_a_seat_and_operators_see_who()
    {
        using var folder = new TempFolder();
        using var acme = new VendorDesk { Now = TimeProvider.System.GetUtcNow() };
        var options = RunningUsher.Options(folder.Path) with { Privacy = new() { HideNames = true } };
        await using var usher = await RunningUsher.StartAsync(options);
        (await usher.PostLicenseAsync("licenses", acme.Issue(Feature("cad", 1)).Text)).EnsureSuccessStatusCode();
        await using var seat = await SeatsConnection.ConnectAsync(usher.Server, SslProtocols.Tls13);
        await seat.HelloAsync("ada");
        await seat.CheckoutAsync(1, "cad");

        var (user, host) = await HolderAsync(usher, "viewer");

        Assert.Matches("^person-[0-9a-f]{10}$", user);
        Assert.Matches("^host-[0-9a-f]{10}$", host);
        Assert.Equal((user, host), await HolderAsync(usher, "viewer"));
        Assert.Equal(("ada", "host"), await HolderAsync(usher, "operator"));
    }

    private static async Task<(string User, string Host)> HolderAsync(RunningUsher usher, string role)
    {
        using var client = AdminClients.Pinned(usher.Server, await usher.TokenAsync(role));
        var page = await client.GetFromJsonAsync("leases", AdminJson.Default.LeasePage);
        var row = Assert.Single(page!.Leases);
        return (row.User, row.Host);
    }
}
