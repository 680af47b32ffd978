using System.Net;
using Usher.Server.Management.Contract;
using Usher.Server.Tests.Hosting;
using Usher.Server.Tests.Licenses;
using static Usher.Server.Tests.Licenses.VendorDesk;

namespace Usher.Server.Tests.Management.Leases;

public sealed class LeaseRestartTests
{
    [Fact]
    public async Task A_lease_its_secret_and_a_place_in_the_queue_survive_a_restart_of_the_server()
    {
        using var folder = new TempFolder();
        using var vendor = new VendorDesk { Now = TimeProvider.System.GetUtcNow() };
        var key = HttpSeats.NewKey();
        SeatLease ada, bob;
        await using (var before = await RunningUsher.StartAsync(RunningUsher.Options(folder.Path)))
        {
            (await before.PostLicenseAsync("licenses", vendor.Issue(Feature("cad", 1)).Text)).EnsureSuccessStatusCode();
            ada = await new HttpSeats(before).TakeAsync(new TakeSeats("cad", "ada", "pc"), key);
            bob = await new HttpSeats(before).TakeAsync(new TakeSeats("cad", "bob", "pc", WaitSeconds: 600));
        }

        await using var usher = await RunningUsher.StartAsync(RunningUsher.Options(folder.Path));
        var seats = new HttpSeats(usher);
        Assert.Equal(ada.Secret, (await seats.TakeAsync(new TakeSeats("cad", "ada", "pc"), key)).Secret);
        using var waits = await seats.RenewAsync(bob);
        using var renewed = await seats.RenewAsync(ada);
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.OK), (waits.StatusCode, renewed.StatusCode));

        using var returned = await seats.ReturnAsync(ada);
        using var granted = await seats.RenewAsync(bob);
        Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
    }

    [Fact]
    public async Task Another_server_makes_other_secrets()
    {
        using var folder = new TempFolder();
        using var vendor = new VendorDesk { Now = TimeProvider.System.GetUtcNow() };
        var license = vendor.Issue(Feature("cad", 1)).Text;
        var key = HttpSeats.NewKey();
        var secrets = new List<string?>();
        foreach (var name in new[] { "one", "other" })
        {
            await using var usher = await RunningUsher.StartAsync(RunningUsher.Options(folder[name]));
            (await usher.PostLicenseAsync("licenses", license)).EnsureSuccessStatusCode();
            secrets.Add((await new HttpSeats(usher).TakeAsync(new TakeSeats("cad", "ada", "pc"), key)).Secret);
        }

        Assert.NotEqual(secrets[0], secrets[1]);
    }
}
