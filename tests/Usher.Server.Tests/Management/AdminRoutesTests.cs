using System.Net;
using System.Text;
using Usher.Licensing;
using Usher.Server.Management;
using Usher.Server.Management.Routes;
using Usher.Server.Tests.Hosting;
using Usher.Server.Tests.Licenses;
using Usher.Server.Tests.Management.Leases;
using static Usher.Server.Tests.Licenses.VendorDesk;

namespace Usher.Server.Tests.Management;

/// <summary>One real server for all routes; each test has a vendor of its own.</summary>
public sealed class AdminRoutesTests(SharedUsher shared) : IClassFixture<SharedUsher>, IDisposable
{
    private readonly VendorDesk vendor = new($"v{Guid.CreateVersion7():n}") { Now = TimeProvider.System.GetUtcNow() };

    private RunningUsher Usher => shared.Usher;

    public void Dispose() => vendor.Dispose();

    [Fact]
    public async Task A_license_goes_live_without_a_restart_and_can_be_removed_again()
    {
        var license = vendor.Issue(Feature("cad", 5));

        var added = await RunningUsher.ReadAsync(await Usher.PostLicenseAsync("licenses", license.Text), AdminJson.Default.LicenseChange);

        Assert.Equal("added", added.Outcome);
        Assert.Equal(("serving", 5L), (added.License!.State, Assert.Single(added.Pools).SeatsAfter));
        Assert.Equal(5, (await FeatureAsync("cad"))!.Free);

        var again = await RunningUsher.ReadAsync(await Usher.PostLicenseAsync("licenses", license.Text), AdminJson.Default.LicenseChange);
        Assert.Equal("unchanged", again.Outcome);

        using var response = await Usher.Admin.DeleteAsync(new Uri($"licenses/{license.License.Id}", UriKind.Relative));
        var removed = await RunningUsher.ReadAsync(response, AdminJson.Default.LicenseChange);
        Assert.Equal(("removed", 0L), (removed.Outcome, Assert.Single(removed.Pools).SeatsAfter));
        Assert.Null(await FeatureAsync("cad"));
    }

    [Fact]
    public async Task The_list_shows_who_installed_what_and_for_how_long()
    {
        var ends = vendor.Now.AddDays(10).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var license = vendor.Issue(Feature("cad", 5, ends));
        (await Usher.PostLicenseAsync("licenses", license.Text)).EnsureSuccessStatusCode();

        var list = await Usher.GetAsync("licenses", AdminJson.Default.LicenseList);

        var row = Assert.Single(list.Licenses, row => row.Id == license.License.Id);
        Assert.Equal(("serving", vendor.PublicKey.Id, 11), (row.State, row.VendorKey, row.DaysLeft));
        Assert.StartsWith(OperatingSystem.IsWindows() ? "local" : "uid ", row.InstalledBy, StringComparison.Ordinal);
        Assert.Equal(($"{row.Id}#1", "active", true), (row.Features[0].Line, row.Features[0].State, row.Features[0].IsServed));
    }

    [Fact]
    public async Task A_check_says_what_would_happen_and_does_nothing()
    {
        var license = vendor.Issue(Feature("cad", 5));
        var check = await RunningUsher.ReadAsync(await Usher.PostLicenseAsync("licenses/check", license.Text), AdminJson.Default.LicenseChange);
        Assert.Equal("added", check.Outcome);
        Assert.Equal((0L, 5L, 0L), (check.Pools[0].SeatsBefore, check.Pools[0].SeatsAfter, check.Pools[0].SeatsShort));
        Assert.Null(await FeatureAsync("cad"));

        var broken = await RunningUsher.ReadAsync(await Usher.PostLicenseAsync("licenses/check", license.Text[..^10]), AdminJson.Default.LicenseChange);
        Assert.Equal("refused", broken.Outcome);
        Assert.NotEmpty(broken.Faults);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(PoolChanges.HoldersMax, PoolChanges.HoldersMax)]
    [InlineData(PoolChanges.HoldersMax + 1, PoolChanges.HoldersMax)]
    public async Task A_change_names_the_holders_who_would_be_short_of_a_seat(int holders, int named)
    {
        var license = vendor.Issue(Feature("cad", holders));
        (await Usher.PostLicenseAsync("licenses", license.Text)).EnsureSuccessStatusCode();
        var seats = new HttpSeats(Usher);
        await seats.TakeAsync(new($"{vendor.PublicKey.Name}/cad", "ada", "desk"));
        for (var other = 1; other < holders; other++)
            await seats.TakeAsync(new($"{vendor.PublicKey.Name}/cad", $"user{other}", "desk"));

        using var response = await Usher.Admin.DeleteAsync(new Uri($"licenses/{license.License.Id}", UriKind.Relative));
        var change = Assert.Single((await RunningUsher.ReadAsync(response, AdminJson.Default.LicenseChange)).Pools);

        Assert.Equal((holders, named, holders), (change.SeatsShort, change.HoldersShort.Count, change.HoldersShortTotal));
        Assert.Equal("ada", change.HoldersShort[0].User);
    }

    [Fact]
    public async Task A_refused_license_is_a_problem_with_every_fault()
    {
        vendor.Servers = ServerBinding.To(ServerIdentity.FromSpki("another"u8));
        var license = vendor.Issue(Feature("cad", 5, "2020-01-01"));

        using var response = await Usher.PostLicenseAsync("licenses", license.Text);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var problem = await RunningUsher.ReadAsync(response, AdminJson.Default.Problem);
        Assert.Equal([LicenseCodes.OtherServer, LicenseCodes.Expired], problem.Faults.Select(fault => fault.Code));
        Assert.Equal("urn:usher:error:USH1008", problem.Type);
    }

    [Theory]
    [InlineData("GET", "nowhere", HttpStatusCode.NotFound, ServerCodes.UnknownRoute)]
    [InlineData("PUT", "licenses", HttpStatusCode.MethodNotAllowed, ServerCodes.UnknownRoute)]
    [InlineData("DELETE", "licenses/LIC-NONE", HttpStatusCode.NotFound, ServerCodes.UnknownLicense)]
    [InlineData("GET", "leases?feature=nothing", HttpStatusCode.NotFound, ServerCodes.UnknownFeature)]
    [InlineData("GET", "leases?take=1001", HttpStatusCode.BadRequest, ServerCodes.BadRequest)]
    [InlineData("GET", "leases?take=-1", HttpStatusCode.BadRequest, ServerCodes.BadRequest)]
    [InlineData("GET", "leases?skip=-1", HttpStatusCode.BadRequest, ServerCodes.BadRequest)]
    [InlineData("GET", "leases?take=some", HttpStatusCode.BadRequest, ServerCodes.BadRequest)]
    public async Task What_cannot_be_answered_is_a_problem_with_a_code_and_a_cure(string method, string route, HttpStatusCode status, string code)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), route);
        using var response = await Usher.Admin.SendAsync(request);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(code, await RunningUsher.CodeAsync(response));
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest, ServerCodes.BadRequest)]
    [InlineData("{}", HttpStatusCode.BadRequest, ServerCodes.BadRequest)]
    [InlineData("""{"reason":" "}""", HttpStatusCode.BadRequest, ServerCodes.BadRequest)]
    [InlineData("""{"reason":"leaving"}""", HttpStatusCode.NotFound, ServerCodes.UnknownLease)]
    public async Task A_revoke_needs_a_reason_and_a_lease(string body, HttpStatusCode status, string code)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await Usher.Admin.PostAsync(new Uri("leases/0123456789abcdef0123456789abcdef/revoke", UriKind.Relative), content);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(code, await RunningUsher.CodeAsync(response));
    }

    [Fact]
    public async Task A_revoke_that_is_not_said_to_be_JSON_is_refused_as_such()
    {
        using var content = new StringContent("""{"reason":"leaving"}""", Encoding.UTF8, "text/plain");
        using var response = await Usher.Admin.PostAsync(new Uri("leases/0123456789abcdef0123456789abcdef/revoke", UriKind.Relative), content);
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, ServerCodes.BadRequest), (response.StatusCode, await RunningUsher.CodeAsync(response)));
    }

    [Theory]
    [InlineData(AdminFaults.BodyBytesMax, HttpStatusCode.UnprocessableEntity, LicenseCodes.TooLarge)]
    [InlineData(AdminFaults.BodyBytesMax + 1, HttpStatusCode.RequestEntityTooLarge, ServerCodes.RequestTooLarge)]
    public async Task A_body_ends_at_its_limit(int bytes, HttpStatusCode status, string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "licenses") { Content = new StringContent(new string('x', bytes)) };
        request.Headers.ExpectContinue = true;
        using var response = await Usher.Admin.SendAsync(request);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(code, await RunningUsher.CodeAsync(response));
    }

    [Fact]
    public async Task The_usage_log_is_verified_stream_by_stream()
    {
        using var response = await Usher.Admin.PostAsync(new Uri("log/verify", UriKind.Relative), null);
        var report = await RunningUsher.ReadAsync(response, AdminJson.Default.LogReport);
        Assert.True(report.Holds);
        var server = Assert.Single(report.Streams, stream => stream.Stream == "server");
        Assert.Equal(64, server.Head.Length);
        Assert.True(server.Events > 0);
    }

    [Fact]
    public void The_socket_is_for_its_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the folder's access list protects it on Windows");
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(AdminSocket.Locate(Usher.Server.DataFolder)));
    }

    private async Task<Server.Management.Contract.FeatureRow?> FeatureAsync(string name) =>
        (await Usher.GetAsync("features", AdminJson.Default.FeatureList)).Features.SingleOrDefault(row => row.Feature == $"{vendor.PublicKey.Name}/{name}");
}
