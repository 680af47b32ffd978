using System.Net;
using System.Text;
using Usher.Server.Management;
using Usher.Server.Tests.Hosting;
using Usher.Server.Tests.Licenses;
using static Usher.Server.Tests.Licenses.VendorDesk;

namespace Usher.Server.Tests.Management;

public sealed class LicenseTagTests : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private readonly VendorDesk vendor = new() { Now = TimeProvider.System.GetUtcNow() };
    private RunningUsher usher = null!;

    public async ValueTask InitializeAsync() => usher = await RunningUsher.StartAsync(RunningUsher.Options(folder.Path));

    public async ValueTask DisposeAsync()
    {
        await usher.DisposeAsync();
        vendor.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Of_two_administrators_who_looked_at_the_same_licenses_the_second_is_told()
    {
        var seen = await TagAsync();
        var license = vendor.Issue(Feature("cad", 1));
        using var first = await SendAsync(HttpMethod.Post, "licenses", seen, license.Text);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(await TagAsync(), first.Headers.ETag?.Tag);

        using var second = await SendAsync(HttpMethod.Post, "licenses", seen, vendor.Issue(Feature("sim", 1)).Text);
        Assert.Equal((HttpStatusCode.PreconditionFailed, ServerCodes.LicensesChanged), (second.StatusCode, await RunningUsher.CodeAsync(second)));
        using var removed = await SendAsync(HttpMethod.Delete, $"licenses/{license.License.Id}", seen);
        Assert.Equal(HttpStatusCode.PreconditionFailed, removed.StatusCode);
        Assert.Single((await usher.GetAsync("licenses", AdminJson.Default.LicenseList)).Licenses);

        using var informed = await SendAsync(HttpMethod.Delete, $"licenses/{license.License.Id}", $"\"other\", {await TagAsync()}");
        Assert.Equal(HttpStatusCode.OK, informed.StatusCode);
        Assert.Equal(seen, await TagAsync());
    }

    [Theory]
    [InlineData(null, HttpStatusCode.OK)]
    [InlineData("*", HttpStatusCode.OK)]
    [InlineData("W/\"weak\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("no quotes", HttpStatusCode.BadRequest)]
    public async Task Who_names_no_state_changes_whatever_is_there(string? tag, HttpStatusCode status)
    {
        using var response = await SendAsync(HttpMethod.Post, "licenses", tag, vendor.Issue(Feature("cad", 1)).Text);
        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task A_server_that_serves_says_ok_and_no_more(string path) =>
        Assert.Equal("ok\n", await usher.Admin.GetStringAsync(new Uri(path, UriKind.Relative)));

    private async Task<string> TagAsync()
    {
        using var response = await usher.Admin.GetAsync(new Uri("licenses", UriKind.Relative));
        return response.Headers.ETag!.Tag;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string route, string? tag, string? body = null)
    {
        using var request = new HttpRequestMessage(method, route);
        if (tag is not null)
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.ASCII);
        return await usher.Admin.SendAsync(request);
    }
}
