using System.Net;
using Usher.Server.Management;
using Usher.Server.Management.Contract;
using Usher.Server.Tests.Access;
using Usher.Server.Tests.Hosting;
using Usher.Server.Tests.Licenses;
using Usher.Server.Tests.Management.Events;
using Usher.Server.Tests.Management.Leases;
using static Usher.Server.Tests.Licenses.VendorDesk;

namespace Usher.Server.Tests.Management;

/// <summary>A server that hides the names of people from viewers, asked over HTTPS.</summary>
public sealed class HiddenNamesTests : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private readonly VendorDesk vendor = new() { Now = TimeProvider.System.GetUtcNow() };
    private RunningUsher usher = null!;

    public async ValueTask InitializeAsync()
    {
        usher = await RunningUsher.StartAsync(RunningUsher.Options(folder.Path) with { Privacy = new() { HideNames = true } });
        (await usher.PostLicenseAsync("licenses", vendor.Issue(Feature("cad", 1)).Text)).EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await usher.DisposeAsync();
        vendor.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Viewers_and_those_without_a_name_see_who_sits_there_under_another_name()
    {
        using var viewer = AdminClients.Pinned(usher.Server, await usher.TokenAsync("viewer"));
        using var nobody = AdminClients.Pinned(usher.Server);
        using var events = await Followed.StartAsync(viewer);
        await new HttpSeats(nobody).TakeAsync(new TakeSeats("cad", "ada", "ada-pc"));

        var told = await events.NextEventAsync();
        var refused = await new HttpSeats(nobody).RefusedAsync(new TakeSeats("cad", "bob", "bob-pc"));
        using var listed = await viewer.GetAsync(new Uri("leases", UriKind.Relative));
        var row = Assert.Single((await RunningUsher.ReadAsync(listed, AdminJson.Default.LeasePage)).Leases);

        Assert.StartsWith("person-", row.User, StringComparison.Ordinal);
        Assert.StartsWith("host-", row.Host, StringComparison.Ordinal);
        Assert.Equal((row.User, row.Host), (told.User, told.Host));
        Assert.Equal((row.User, row.Host), (refused.Holders![0].User, refused.Holders[0].Host));
    }

    [Theory]
    [InlineData("leases?user=ada")]
    [InlineData("queue?host=ada-pc")]
    [InlineData("sessions?user=ada")]
    [InlineData("denials?host=ada-pc")]
    [InlineData("denials/counts?user=ada")]
    public async Task A_viewer_cannot_ask_by_name(string route)
    {
        using var viewer = AdminClients.Pinned(usher.Server, await usher.TokenAsync("viewer"));
        using var refused = await viewer.GetAsync(new Uri(route, UriKind.Relative));
        Assert.Equal((HttpStatusCode.Forbidden, ServerCodes.NamesHidden), (refused.StatusCode, await RunningUsher.CodeAsync(refused)));
    }
}
