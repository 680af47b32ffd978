using System.Net;
using System.Net.Http.Json;
using Usher.Server.Access;
using Usher.Server.Management;
using Usher.Server.Management.Contract;
using Usher.Server.Tests.Hosting;
using Usher.Server.Tests.Licenses;
using Usher.Server.Tests.Management.Leases;
using static Usher.Server.Tests.Licenses.VendorDesk;

namespace Usher.Server.Tests.Access;

/// <summary>What a token for <c>acme/cad</c> may on a server that has another feature too.</summary>
public sealed class TokenFeaturesTests : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private readonly VendorDesk vendor = new() { Now = TimeProvider.System.GetUtcNow() };
    private RunningUsher usher = null!;
    private HttpClient holder = null!;

    public async ValueTask InitializeAsync()
    {
        usher = await RunningUsher.StartAsync(RunningUsher.Options(folder.Path));
        (await usher.PostLicenseAsync("licenses", vendor.Issue(Feature("cad", 2), Feature("sim", 2)).Text)).EnsureSuccessStatusCode();
        holder = AdminClients.Pinned(usher.Server, (await IssueAsync("acme/cad")).Secret);
    }

    public async ValueTask DisposeAsync()
    {
        holder.Dispose();
        await usher.DisposeAsync();
        vendor.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Lists_leave_the_other_features_out()
    {
        await new HttpSeats(usher).TakeAsync(new("cad", "ada", "desk"));
        await new HttpSeats(usher).TakeAsync(new("sim", "bob", "desk"));

        var features = await holder.GetFromJsonAsync(Route("features"), AdminJson.Default.FeatureList);
        var leases = await holder.GetFromJsonAsync(Route("leases"), AdminJson.Default.LeasePage);

        Assert.Equal("acme/cad", Assert.Single(features!.Features).Feature);
        Assert.Equal(("acme/cad", 1), (Assert.Single(leases!.Leases).Feature, leases.Total));
    }

    [Theory]
    [InlineData("features/acme/sim")]
    [InlineData("leases?feature=sim")]
    [InlineData("leases?feature=cad")] // Of every vendor, which is more than acme's.
    [InlineData("queue?feature=acme/sim")]
    [InlineData("history/acme/sim")]
    [InlineData("sessions")]
    [InlineData("sessions?feature=acme/sim")]
    [InlineData("denials?feature=cad")]
    [InlineData("denials/counts")]
    [InlineData("events")]
    [InlineData("events?feature=sim")]
    [InlineData("report")]
    [InlineData("licenses")]
    [InlineData("tokens")]
    public async Task What_is_about_others_or_about_all_is_closed(string route)
    {
        using var response = await holder.GetAsync(Route(route));

        Assert.Equal((HttpStatusCode.Forbidden, ServerCodes.OutsideTokenFeatures), (response.StatusCode, await RunningUsher.CodeAsync(response)));
    }

    [Theory]
    [InlineData("features/acme/cad")]
    [InlineData("leases?feature=acme/cad")]
    [InlineData("sessions?feature=acme/cad")]
    [InlineData("denials/counts?feature=acme/cad")]
    [InlineData("history/acme/cad")]
    [InlineData("server")]
    [InlineData("me")]
    public async Task What_is_about_its_own_is_open(string route)
    {
        using var response = await holder.GetAsync(Route(route));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Seats_of_its_own_features_are_taken_and_of_others_not()
    {
        var seats = new HttpSeats(holder);

        Assert.Equal("acme/cad", (await seats.TakeAsync(new("cad", "ada", "desk"))).Feature);
        foreach (var other in (string[])["sim", "acme/sim", "nothing"])
            Assert.Equal(ServerCodes.OutsideTokenFeatures, (await seats.RefusedAsync(new(other, "ada", "desk"))).Code);
    }

    [Fact]
    public async Task A_lease_of_another_feature_cannot_be_seen_or_revoked()
    {
        var other = await new HttpSeats(usher).TakeAsync(new("sim", "bob", "desk"));
        var own = await new HttpSeats(usher).TakeAsync(new("cad", "bob", "desk"));

        using var seen = await holder.GetAsync(Route($"leases/{other.Lease}"));
        using var revoked = await RevokeAsync(other);
        using var revokedOwn = await RevokeAsync(own);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.OK), (seen.StatusCode, revoked.StatusCode, revokedOwn.StatusCode));
    }

    [Fact]
    public async Task It_may_end_itself_and_no_other_token()
    {
        var other = await IssueAsync("acme/cad");
        var me = (await holder.GetFromJsonAsync(Route("me"), AdminJson.Default.Me))!;
        Assert.Equal(["acme/cad"], me.Features);

        using var foreign = await holder.DeleteAsync(Route($"tokens/{other.Token.Id}"));
        using var own = await holder.DeleteAsync(Route($"tokens/{me.Token}"));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (foreign.StatusCode, own.StatusCode));
    }

    [Fact]
    public async Task It_is_still_for_its_features_after_a_restart()
    {
        await usher.DisposeAsync();
        usher = await RunningUsher.StartAsync(RunningUsher.Options(folder.Path));
        using var again = AdminClients.Pinned(usher.Server, holder.DefaultRequestHeaders.Authorization!.Parameter);

        using var closed = await again.GetAsync(Route("features/acme/sim"));

        Assert.Equal(HttpStatusCode.Forbidden, closed.StatusCode);
    }

    [Theory]
    [InlineData(0, HttpStatusCode.BadRequest)]
    [InlineData(1, HttpStatusCode.OK)]
    [InlineData(FeatureScope.FeaturesMax, HttpStatusCode.OK)]
    [InlineData(FeatureScope.FeaturesMax + 1, HttpStatusCode.BadRequest)]
    public async Task A_token_is_for_some_features_or_for_all(int count, HttpStatusCode expected)
    {
        var request = new TokenRequest("test", "viewer", Features: [.. Enumerable.Range(1, count).Select(number => $"f{number}")]);

        using var response = await usher.Admin.PostAsync("tokens", request, AdminJson.Default.TokenRequest);

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("administrator", HttpStatusCode.BadRequest, null)]
    [InlineData("operator", HttpStatusCode.OK, "operator")]
    [InlineData(null, HttpStatusCode.OK, "operator")]
    public async Task It_is_at_most_an_operators(string? role, HttpStatusCode expected, string? made)
    {
        using var response = await usher.Admin.PostAsync("tokens", new TokenRequest("test", role, Features: ["cad"]), AdminJson.Default.TokenRequest);

        Assert.Equal(expected, response.StatusCode);
        if (made is not null)
            Assert.Equal(made, (await RunningUsher.ReadAsync(response, AdminJson.Default.TokenSecretRow)).Token.Role);
    }

    [Fact]
    public async Task A_name_that_cannot_be_a_feature_is_refused()
    {
        foreach (var name in (string[])["", new string('x', 1_000), "a\nb"])
        {
            using var response = await usher.Admin.PostAsync("tokens", new TokenRequest("test", "viewer", Features: [name]), AdminJson.Default.TokenRequest);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }
    }

    private static Uri Route(string route) => new(route, UriKind.Relative);

    private async Task<TokenSecretRow> IssueAsync(params string[] features)
    {
        using var response = await usher.Admin.PostAsync("tokens", new TokenRequest("test", "operator", Features: features), AdminJson.Default.TokenRequest);
        return await RunningUsher.ReadAsync(response, AdminJson.Default.TokenSecretRow);
    }

    private Task<HttpResponseMessage> RevokeAsync(SeatLease lease) =>
        holder.PostAsync($"leases/{lease.Lease}/revoke", new RevokeRequest("test"), AdminJson.Default.RevokeRequest);
}
