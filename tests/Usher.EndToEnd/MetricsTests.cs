using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Usher.EndToEnd;

/// <summary>What Prometheus' own tool says of what a real server exports, and of the rules that the page proposes.</summary>
public sealed class MetricsTests
{
    [Fact]
    public async Task Promtool_has_nothing_to_say_about_the_metrics_of_a_server_that_has_worked()
    {
        await using var server = await LicenseServer.StartAsync("cad:seats=1:expires=2099-12-31");
        await using var client = await server.ConnectAsync("ada");
        await using var lease = await client.CheckoutAsync("cad");
        await using var refused = server.Usher("checkout", "cad");
        Assert.NotEqual(0, (await refused.EndAsync()).ExitCode);

        var text = await ReadMetricsAsync(server);
        await using var promtool = Command.Start(server.Home, "promtool", "check", "metrics");
        await promtool.Input.WriteAsync(text);
        promtool.Input.Close();
        var said = await promtool.EndAsync();

        Assert.True(said is { ExitCode: 0, Output: "", Error: "" }, $"{said}");
        Assert.Contains("usher_seats{feature=\"acme/cad\",state=\"active\"} 1\n", text, StringComparison.Ordinal);
        Assert.Matches("usher_denials_total\\{code=\"USH2\\d{3}\"\\} [1-9]", text);
    }

    [Fact]
    public async Task The_alerts_of_the_page_are_rules_that_Prometheus_takes()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "metrics.md"));
        var home = Directory.CreateTempSubdirectory("usher-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(home, "usher.yml"), Regex.Match(page, "```yaml\n(.*?)```", RegexOptions.Singleline).Groups[1].Value);
            await using var promtool = Command.Start(home, "promtool", "check", "rules", "usher.yml");
            var said = await promtool.EndAsync();
            Assert.True(said.ExitCode == 0, $"{said}");
            Assert.Contains("4 rules found", said.Output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    private static async Task<string> ReadMetricsAsync(LicenseServer server)
    {
        var pointer = Path.Combine(server.Data, "admin.sock.path");
        var path = File.Exists(pointer) ? (await File.ReadAllTextAsync(pointer)).Trim() : Path.Combine(server.Data, "admin.sock");
        using var http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        return await http.GetStringAsync(new Uri("http://usher/metrics"));
    }
}
