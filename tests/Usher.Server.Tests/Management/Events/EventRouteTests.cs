using System.Net;
using Usher.Server.Management.Contract;
using Usher.Server.Management.Events;
using Usher.Server.Tests.Hosting;
using Usher.Server.Tests.Licenses;
using Usher.Server.Tests.Management.Leases;
using static Usher.Server.Tests.Licenses.VendorDesk;

namespace Usher.Server.Tests.Management.Events;

public sealed class EventRouteTests : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private readonly VendorDesk vendor = new() { Now = TimeProvider.System.GetUtcNow() };
    private RunningUsher usher = null!;

    private HttpSeats Seats => new(usher);

    public async ValueTask InitializeAsync()
    {
        usher = await RunningUsher.StartAsync(RunningUsher.Options(folder.Path));
        (await usher.PostLicenseAsync("licenses", vendor.Issue(Feature("cad", 1), Feature("sim", 1)).Text)).EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await usher.DisposeAsync();
        vendor.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task What_happens_is_told_as_it_happens_and_in_order()
    {
        using var events = await Followed.StartAsync(usher);
        var ada = await Seats.TakeAsync(new TakeSeats("cad", "ada", "pc"));
        await Seats.RefusedAsync(new TakeSeats("cad", "bob", "pc"));
        await Seats.TakeAsync(new TakeSeats("cad", "bob", "pc", WaitSeconds: 60));
        await Seats.ReturnAsync(ada);

        var granted = await events.NextEventAsync();
        Assert.Equal(("granted", "acme/cad", ada.Lease, "ada", 1), (granted.Type, granted.Feature, granted.Lease, granted.User, granted.Seats));
        var denied = await events.NextEventAsync();
        Assert.Equal(("denied", "bob", "USH2003"), (denied.Type, denied.User, denied.Code));
        Assert.Equal(["queued", "returned", "granted"], await TypesAsync(events, 3));
    }

    [Fact]
    public async Task A_reader_that_comes_back_after_a_restart_of_the_server_has_missed_nothing()
    {
        var seen = new List<(string Id, string Type)>();
        string lastId;
        using (var events = await Followed.StartAsync(usher, lastId: "0"))
        {
            await TakeAndReturnAsync("ada");
            for (var many = 0; many < 4; many++)
                seen.Add(Named((await events.NextAsync())!.Value));
            lastId = events.LastId;
            await TakeAndReturnAsync("bob");
            await usher.DisposeAsync();
        }

        usher = await RunningUsher.StartAsync(RunningUsher.Options(folder.Path));
        await TakeAndReturnAsync("eve");
        using var back = await Followed.StartAsync(usher, lastId: lastId);
        using var all = await Followed.StartAsync(usher, lastId: "0");
        var expected = new List<(string Id, string Type)>();
        while (expected.Count(one => one.Type == "returned") < 3)
            expected.Add(Named((await all.NextAsync())!.Value));
        while (seen.Count < expected.Count)
            seen.Add(Named((await back.NextAsync())!.Value));

        Assert.Equal(expected, seen);
        Assert.Equal(expected.Count, expected.DistinctBy(one => one.Id).Count());
        Assert.Contains("server-stopped", seen.Select(one => one.Type));
        Assert.Equal(2, seen.Count(one => one.Type == "server-started"));
    }

    [Fact]
    public async Task The_stream_ends_at_once_when_the_server_stops()
    {
        using var events = await Followed.StartAsync(usher);
        await usher.DisposeAsync();
        Assert.Null(await events.NextAsync());
    }

    [Theory]
    [InlineData("999999-0-00000000")]
    [InlineData("1-0-00000000")]
    [InlineData("1-99-00000000")]
    public async Task A_place_that_is_not_in_this_journal_is_said_to_be_lost(string lastId)
    {
        using var events = await Followed.StartAsync(usher, lastId: lastId);
        var (_, type, data) = (await events.NextAsync())!.Value;
        Assert.Equal("reset", type);
        Assert.Contains(ServerCodes.EventsLost, data, StringComparison.Ordinal);

        await Seats.TakeAsync(new TakeSeats("cad", "ada", "pc"));
        Assert.Equal(["granted"], await TypesAsync(events, 1));
    }

    [Theory]
    [InlineData("?types=granted,sung")]
    [InlineData("?after=x")]
    [InlineData("?after=1-2")]
    [InlineData("?after=-1-0-00000000")]
    [InlineData("?after=1-0-0000000G")]
    public async Task What_cannot_be_followed_is_refused(string query)
    {
        using var response = await usher.Admin.GetAsync(new Uri($"events{query}", UriKind.Relative));
        Assert.Equal((HttpStatusCode.BadRequest, ServerCodes.BadRequest), (response.StatusCode, await RunningUsher.CodeAsync(response)));
    }

    [Fact]
    public async Task A_reader_gets_the_features_and_types_that_it_asks_for()
    {
        using var sim = await Followed.StartAsync(usher, "?feature=sim");
        using var returns = await Followed.StartAsync(usher, "?types=returned,renewed");
        var cad = await Seats.TakeAsync(new TakeSeats("cad", "ada", "pc"));
        await Seats.TakeAsync(new TakeSeats("acme/sim", "ada", "pc"));
        await Seats.RenewAsync(cad);
        await Seats.ReturnAsync(cad);

        Assert.Equal("acme/sim", (await sim.NextEventAsync()).Feature);
        Assert.Equal(["renewed", "returned"], await TypesAsync(returns, 2));
    }

    [Fact]
    public async Task So_many_streams_and_no_more()
    {
        var open = new List<Followed>();
        for (var i = 0; i < EventRoute.StreamsMax; i++)
            open.Add(await Followed.StartAsync(usher));

        using (var refused = await usher.Admin.GetAsync(new Uri("events", UriKind.Relative)))
            Assert.Equal((HttpStatusCode.ServiceUnavailable, ServerCodes.TooManyStreams), (refused.StatusCode, await RunningUsher.CodeAsync(refused)));

        open.ForEach(one => one.Dispose());
    }

    private static async Task<List<string>> TypesAsync(Followed events, int count)
    {
        var types = new List<string>();
        while (types.Count < count)
            types.Add((await events.NextEventAsync()).Type);
        return types;
    }

    private static (string Id, string Type) Named((string Id, string Type, string Data) read) => (read.Id, read.Type);

    private async Task TakeAndReturnAsync(string user)
    {
        var lease = await Seats.TakeAsync(new TakeSeats("cad", user, "pc"));
        using var returned = await Seats.ReturnAsync(lease);
        Assert.True(returned.IsSuccessStatusCode);
    }
}
