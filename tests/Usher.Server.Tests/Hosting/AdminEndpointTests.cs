using System.Net;
using System.Net.Http.Json;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Usher.Licensing;
using Usher.Server.Hosting;
using Usher.Server.Management;
using Usher.Server.Tests.Access;

namespace Usher.Server.Tests.Hosting;

public sealed class AdminEndpointTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Management_is_served_over_tls_with_the_identity_that_seats_are_served_with()
    {
        await using var usher = await RunningUsher.StartAsync(RunningUsher.Options(folder.Path));
        using var client = AdminClients.Pinned(usher.Server, await usher.TokenAsync("viewer"));

        var status = await client.GetFromJsonAsync("server", AdminJson.Default.ServerStatus);

        Assert.Equal(usher.Server.Identity.ToString(), status!.Identity);
        var url = Assert.Single(usher.Server.AdminUrls);
        Assert.Contains(status.Endpoints, one => one is { Name: "admin", Transport: "https" } && url == $"https://{one.Address}");
        Assert.Equal(usher.Server.AdminUrls, RunningServer.Read(folder.Path)!.AdminUrls);
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Http_1_and_2_are_spoken(string version)
    {
        await using var usher = await RunningUsher.StartAsync(RunningUsher.Options(folder.Path));
        using var client = AdminClients.Pinned(usher.Server, await usher.TokenAsync("viewer"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "me")
        {
            Version = new Version(version), VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using var response = await client.SendAsync(request);

        Assert.Equal((HttpStatusCode.OK, new Version(version)), (response.StatusCode, response.Version));
    }

    [Fact]
    public async Task Until_there_is_an_administrator_it_listens_on_loopback_alone_and_after_the_next_start_everywhere()
    {
        var options = RunningUsher.Options(folder.Path);
        options = options with { Listen = options.Listen with { Addresses = ["0.0.0.0"] } };
        await using (var before = await RunningUsher.StartAsync(options))
        {
            Assert.All(await AddressesAsync(before), address => Assert.True(IPAddress.IsLoopback(address), $"{address}"));
            await before.AddUserAsync("ada", "administrator");
            Assert.All(await AddressesAsync(before), address => Assert.True(IPAddress.IsLoopback(address), $"{address}"));
        }

        await using var after = await RunningUsher.StartAsync(options);
        Assert.Equal([IPAddress.Any], await AddressesAsync(after));
    }

    [Fact]
    public async Task Clients_of_seats_are_told_where_it_is_managed()
    {
        await using var usher = await RunningUsher.StartAsync(RunningUsher.Options(folder.Path));
        await using var client = await SeatsConnection.ConnectAsync(usher.Server, SslProtocols.Tls13);

        Assert.Equal(usher.Server.AdminUrls[0], (await client.HelloAsync("ada")).Welcome.Admin);
    }

    [Fact]
    public async Task Clients_from_elsewhere_are_told_nothing_while_it_is_managed_on_loopback()
    {
        var options = RunningUsher.Options(folder.Path);
        await using var usher = await RunningUsher.StartAsync(options with { Listen = options.Listen with { Addresses = ["0.0.0.0"] } });
        await using var client = await SeatsConnection.ConnectAsync(usher.Server, SslProtocols.Tls13);

        Assert.Empty((await client.HelloAsync("ada")).Welcome.Admin);
    }

    [Fact]
    public async Task It_can_be_switched_off()
    {
        var options = RunningUsher.Options(folder.Path);
        await using var usher = await RunningUsher.StartAsync(options with { Listen = options.Listen with { Admin = false } });

        Assert.Empty(usher.Server.AdminUrls);
        Assert.Equal("unix", Assert.Single((await usher.GetAsync("server", AdminJson.Default.ServerStatus)).Endpoints, one => one.Name == "admin").Transport);
    }

    [Fact]
    public async Task Without_tls_it_speaks_http_on_loopback()
    {
        var options = RunningUsher.Options(folder.Path);
        await using var usher = await RunningUsher.StartAsync(options with { Listen = options.Listen with { InsecureLoopback = true } });
        using var client = new HttpClient { BaseAddress = new Uri($"{usher.Server.AdminUrls[0]}/api/v1/") };

        using var response = await client.GetAsync(new Uri("me", UriKind.Relative));

        Assert.Equal("http", client.BaseAddress.Scheme);
        Assert.Equal(ServerCodes.NotAuthenticated, await RunningUsher.CodeAsync(response));
    }

    [Fact]
    public async Task A_taken_port_is_named_with_the_flag_of_management()
    {
        using var other = new TempFolder();
        await using var usher = await RunningUsher.StartAsync(RunningUsher.Options(folder.Path));
        var options = RunningUsher.Options(other.Path);
        var port = new Uri(usher.Server.AdminUrls[0]).Port;

        var error = await Assert.ThrowsAsync<ServerStartException>(
            () => RunningUsher.StartAsync(options with { Listen = options.Listen with { AdminPort = port } }));

        var fault = Assert.Single(error.Faults);
        Assert.Equal(ServerCodes.PortBusy, fault.Code);
        Assert.Contains($"port {port} ", fault.Message, StringComparison.Ordinal);
        Assert.Contains("--admin-port", fault.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_network_that_is_not_trusted_gets_no_byte_and_is_counted()
    {
        var options = RunningUsher.Options(folder.Path) with { Networks = new() { Trusted = ["10.0.0.0/8"] } };
        await using var usher = await RunningUsher.StartAsync(options);
        using var client = AdminClients.Pinned(usher.Server);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri("me", UriKind.Relative)));

        Assert.Equal(1, (await usher.GetAsync("server", AdminJson.Default.ServerStatus)).Counters.ConnectionsDropped);
    }

    [Fact]
    public async Task One_connection_too_many_gets_no_byte()
    {
        var options = RunningUsher.Options(folder.Path) with { Access = new() { ConnectionsMax = 2, ConnectionsPerAddressMax = 2 } };
        await using var usher = await RunningUsher.StartAsync(options);
        using var one = AdminClients.Pinned(usher.Server);
        using var other = AdminClients.Pinned(usher.Server);
        using var surplus = AdminClients.Pinned(usher.Server);

        Assert.Equal(HttpStatusCode.Unauthorized, (await one.GetAsync(new Uri("me", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await other.GetAsync(new Uri("me", UriKind.Relative))).StatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => surplus.GetAsync(new Uri("me", UriKind.Relative)));
    }

    [Theory]
    [InlineData(HttpLimits.HeadersMaxCount, HttpStatusCode.OK)]
    [InlineData(HttpLimits.HeadersMaxCount + 1, HttpStatusCode.RequestHeaderFieldsTooLarge)]
    public async Task The_head_of_a_request_ends_at_its_limit(int fields, HttpStatusCode status)
    {
        await using var usher = await RunningUsher.StartAsync(RunningUsher.Options(folder.Path));
        using var client = AdminClients.Pinned(usher.Server, await usher.TokenAsync("viewer"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "me");
        // Host and Authorization are two of them.
        for (var field = 2; field < fields; field++)
            request.Headers.Add($"X-Field-{field}", "x");

        using var response = await client.SendAsync(request);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Browsers_meet_the_certificate_of_the_options_and_pinning_clients_the_servers_own()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=license1", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        File.WriteAllText(folder["cert.pem"], certificate.ExportCertificatePem());
        File.WriteAllText(folder["key.pem"], key.ExportPkcs8PrivateKeyPem());
        var options = RunningUsher.Options(folder["data"]);
        options = options with { Listen = options.Listen with { AdminCertificate = [folder["cert.pem"], folder["key.pem"]] } };
        await using var usher = await RunningUsher.StartAsync(options);
        var browserSees = ServerIdentity.FromSpki(key.ExportSubjectPublicKeyInfo());

        using var browser = AdminClients.To(usher.Server, "localhost", identity => identity == browserSees);
        using var pinned = AdminClients.Pinned(usher.Server);

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync(new Uri("me", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await pinned.GetAsync(new Uri("me", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_used_stops_the_start()
    {
        File.WriteAllText(folder["cert.pem"], "no certificate");
        var options = RunningUsher.Options(folder["data"]);

        var error = await Assert.ThrowsAsync<ServerStartException>(
            () => RunningUsher.StartAsync(options with { Listen = options.Listen with { AdminCertificate = [folder["cert.pem"]] } }));

        Assert.Equal(ServerCodes.FileUnreadable, Assert.Single(error.Faults).Code);
    }

    private static async Task<IReadOnlyList<IPAddress>> AddressesAsync(RunningUsher usher) =>
    [
        .. (await usher.GetAsync("server", AdminJson.Default.ServerStatus)).Endpoints
            .Where(one => one.Transport == "https").Select(one => IPEndPoint.Parse(one.Address).Address),
    ];
}
