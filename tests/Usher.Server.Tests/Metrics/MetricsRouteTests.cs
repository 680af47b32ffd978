using System.Security.Authentication;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Usher.Protocol;
using Usher.Server.Access;
using Usher.Server.Management.Routes;
using Usher.Server.Tests.Hosting;
using Usher.Server.Tests.Licenses;
using static Usher.Server.Tests.Licenses.VendorDesk;

namespace Usher.Server.Tests.Metrics;

public sealed partial class MetricsRouteTests : IDisposable
{
    // Of tests that share the process.
    private const string OfTests = "usher_test_";

    private readonly TempFolder folder = new();
    private readonly VendorDesk acme = new() { Now = TimeProvider.System.GetUtcNow() };

    public void Dispose()
    {
        acme.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_server_exports_exactly_the_metrics_of_the_page_with_their_types_and_labels()
    {
        await using var usher = await RunningUsher.StartAsync(
            RunningUsher.Options(folder["data"]) with { Otlp = new() { Endpoint = "http://127.0.0.1:9", Every = TimeSpan.FromHours(1), TraceOneIn = 1 } });
        await usher.PostLicenseAsync("licenses", acme.Issue(Feature("cad", 1)).Text);
        await using var client = await SeatsConnection.ConnectAsync(usher.Server, SslProtocols.Tls13);
        await client.HelloAsync("ada");
        await client.CheckoutAsync(1, "cad");
        Assert.NotNull((await client.CheckoutAsync(2, "cad")).Denied);
        Assert.NotNull((await client.AskAsync(new ClientMessage { CheckIn = new() })).Failed);

        using var answer = await usher.Admin.GetAsync(new Uri("/metrics", UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Contains("usher_seats{feature=\"acme/cad\",state=\"active\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("usher_connections 1\n", text, StringComparison.Ordinal);
        Assert.Contains("usher_serving 1\n", text, StringComparison.Ordinal);
        Assert.Contains("usher_licenses 1\n", text, StringComparison.Ordinal);
        Assert.Equal(Documented().Order(StringComparer.Ordinal), Exported(text).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_is_for_viewers_unless_the_options_open_it_to_every_trusted_network(bool isAnonymous)
    {
        await using var scenario = await CoreScenario.StartAsync(options => options with { Metrics = new() { Anonymous = isAnonymous } });
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore();
        await using var app = builder.Build();
        AdminApi.Map(app, scenario.Core);

        var route = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Single(endpoint => endpoint.RoutePattern.RawText == "/metrics");

        Assert.Equal(isAnonymous ? null : Role.Viewer, Assert.IsType<RequiredRole>(route.Metadata.GetMetadata<RequiredRole>()).Role);
    }

    /// <summary>Name, type and labels of each row of the page.</summary>
    private static IEnumerable<string> Documented() =>
        from Match row in Row().Matches(File.ReadAllText(Path.Combine(Root(), "docs", "metrics.md")))
        select $"{row.Groups["name"].Value} {row.Groups["type"].Value} {Joined(Label().Matches(row.Groups["labels"].Value).Select(label => label.Groups[1].Value))}";

    /// <summary>The same of what is exported; where there is no value yet, the labels are the page's word.</summary>
    private static IEnumerable<string> Exported(string text)
    {
        var documented = Documented().ToLookup(row => row.Split(' ')[0]);
        foreach (Match type in TypeLine().Matches(text))
        {
            var (name, kind) = (type.Groups["name"].Value, type.Groups["type"].Value);
            if (name.StartsWith(OfTests, StringComparison.Ordinal))
                continue;
            var sample = Regex.Match(text, $@"^{name}(?<part>_sum)?(\{{(?<labels>.*)\}})? ", RegexOptions.Multiline);
            yield return sample.Success
                ? $"{name} {kind} {Joined(SampleLabel().Matches(sample.Groups["labels"].Value).Select(label => label.Groups[1].Value))}"
                : documented[name].FirstOrDefault($"{name} {kind} is not on the page");
        }
    }

    private static string Joined(IEnumerable<string> labels) => string.Join(',', labels.Order(StringComparer.Ordinal));

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Usher.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the repository was not found");
        return folder;
    }

    [GeneratedRegex(@"^\| `(?<name>[a-z_]+)` \| (?<type>counter|gauge|histogram) \|(?<labels>[^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([a-z_]+)`")]
    private static partial Regex Label();

    [GeneratedRegex("([a-z_]+)=\"")]
    private static partial Regex SampleLabel();

    [GeneratedRegex("^# TYPE (?<name>[a-z_]+) (?<type>[a-z]+)$", RegexOptions.Multiline)]
    private static partial Regex TypeLine();
}
