using System.Net;
using Usher.Server.Management.Contract;
using Usher.Server.Options;
using Usher.Server.Tests.Access;
using Usher.Server.Tests.Hosting;
using Usher.Server.Tests.Licenses;
using static Usher.Server.Tests.Licenses.VendorDesk;

namespace Usher.Server.Tests.Management.Leases;

/// <summary>Who may take seats over HTTP, over the network, for each value of the option.</summary>
public sealed class TakeSeatsTests : IDisposable
{
    private static readonly TakeSeats _wish = new("cad", "ada", "desk");

    private readonly TempFolder folder = new();
    private readonly VendorDesk vendor = new() { Now = TimeProvider.System.GetUtcNow() };

    public void Dispose()
    {
        vendor.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(SeatTakers.Anybody, "201 201 201")]
    [InlineData(SeatTakers.Viewer, "401 201 201")]
    [InlineData(SeatTakers.Operator, "401 403 201")]
    [InlineData(SeatTakers.Nobody, "403 403 403")]
    public async Task The_option_says_whose_seats_are_granted(SeatTakers takers, string nobodyViewerOperator)
    {
        await using var usher = await StartAsync(takers);

        var statuses = new List<int>();
        foreach (var role in (string?[])[null, "viewer", "operator"])
        {
            using var client = await ClientAsync(usher, role);
            using var response = await new HttpSeats(client).PostAsync(_wish);
            statuses.Add((int)response.StatusCode);
        }

        Assert.Equal(nobodyViewerOperator, string.Join(' ', statuses));
    }

    [Fact]
    public async Task Where_nobody_may_the_refusal_says_that_no_role_would_help()
    {
        await using var usher = await StartAsync(SeatTakers.Nobody);

        using var response = await new HttpSeats(usher).PostAsync(_wish);

        Assert.Equal((HttpStatusCode.Forbidden, ServerCodes.NoSeatsOverHttp), (response.StatusCode, await RunningUsher.CodeAsync(response)));
    }

    [Fact]
    public async Task A_lease_lives_on_by_its_secret_alone_also_after_the_option_was_closed()
    {
        SeatLease lease;
        await using (var before = await StartAsync(SeatTakers.Anybody))
            lease = await new HttpSeats(before).TakeAsync(_wish);
        await using var usher = await StartAsync(SeatTakers.Nobody);
        using var client = await ClientAsync(usher, role: null);
        var seats = new HttpSeats(client);

        using var renewed = await seats.RenewAsync(lease);
        using var returned = await seats.ReturnAsync(lease);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (renewed.StatusCode, returned.StatusCode));
    }

    private async Task<RunningUsher> StartAsync(SeatTakers takers)
    {
        var options = RunningUsher.Options(folder.Path);
        var usher = await RunningUsher.StartAsync(options with { Access = options.Access with { TakeSeats = takers } });
        (await usher.PostLicenseAsync("licenses", vendor.Issue(Feature("cad", 5)).Text)).EnsureSuccessStatusCode();
        return usher;
    }

    private static async Task<HttpClient> ClientAsync(RunningUsher usher, string? role) => role is null
        ? AdminClients.Pinned(usher.Server)
        : AdminClients.Pinned(usher.Server, await usher.TokenAsync(role));
}
