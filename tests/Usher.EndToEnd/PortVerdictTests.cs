using System.Diagnostics;
using System.Text.Json;

namespace Usher.EndToEnd;

/// <summary>Real neighbours on the real port numbers, in a network of the test's own.</summary>
public sealed class PortVerdictTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly TimeSpan CheckMax = TimeSpan.FromMilliseconds(500);
    private Neighbourhood street = null!;

    private string License => Path.Combine(street.Home, "acme.lic");

    public async ValueTask InitializeAsync() => street = await Neighbourhood.MakeAsync();

    public async ValueTask DisposeAsync() => await street.DisposeAsync();

    [Fact]
    public async Task A_real_server_an_impostor_a_stranger_and_a_named_manager_get_the_right_verdicts()
    {
        await IssueAsync();
        var server = street.Start(Repository.Usher, "serve", "--data", Path.Combine(street.Home, "data"), "--listen", "127.0.0.1", "--admin-port", "1456", "--license", License);
        await server.WaitForAsync("ready ");
        await MoveInAsync();

        var verdicts = await CheckAsync("--license-file", License);

        Assert.Equal("expected", verdicts["127.0.0.1:1203/tcp"]);
        Assert.Equal("impostor", verdicts["127.0.0.2:1203/tcp"]);
        Assert.Equal("unexpected", verdicts["127.0.0.3:1455/tcp"]);
        Assert.Equal("unexpected", verdicts["127.0.0.3:1455/udp"]);
        Assert.Equal("expected", verdicts["127.0.0.3:27000/tcp"]);
        Assert.Equal("unexpected", verdicts["127.0.0.3:27001/tcp"]);

        // The data folder's own server says what is installed; nobody has to name a license.
        Assert.Equal("impostor", (await CheckAsync("--data", Path.Combine(street.Home, "data")))["127.0.0.2:1203/tcp"]);
    }

    [Fact]
    public async Task The_guard_of_a_real_server_tells_the_administrators_command_of_an_impostor()
    {
        await IssueAsync();
        var data = Path.Combine(street.Home, "data");
        var pipe = Path.Combine(street.Home, "told");
        await street.OutsideAsync("mkfifo", pipe);
        await File.WriteAllTextAsync(
            Path.Combine(data, "usher.json"),
            $$"""{ "Guard": { "Command": ["/bin/sh", "-c", "cat > \"$0\"", "{{pipe}}"] } }""");
        await using var told = Command.Start(street.Home, "sh", "-c", "cat \"$0\"; echo", pipe);
        var server = street.Start(Repository.Usher, "serve", "--data", data, "--listen", "127.0.0.1", "--admin-port", "1456", "--license", License);
        await server.WaitForAsync("ready ");
        await ImpostorAsync();

        var notice = JsonDocument.Parse(await told.ReadLineAsync() ?? "{}").RootElement;

        Assert.Equal(("port-reported/1", "appeared"), (notice.GetProperty("type").GetString(), notice.GetProperty("change").GetString()));
        Assert.Equal("impostor", notice.GetProperty("listener").GetProperty("verdict").GetString());
        await server.SignalAsync("TERM");
        var ended = await server.EndAsync();
        Assert.Contains("Port appeared: 127.0.0.2:1203/tcp by python3", ended.Error, StringComparison.Ordinal);
        Assert.Contains(": impostor: says it is Usher, with identity", ended.Error, StringComparison.Ordinal);
    }

    /// <summary>A measurement of this machine, run by name. It counts the start of the command too.</summary>
    [Fact(Explicit = true)]
    public async Task Five_thousand_open_sockets_are_checked_in_less_than_half_a_second()
    {
        await street.MoveInAsync("crowd", "127.0.0.1", 5053);
        var start = await BestAsync("version");
        var check = await BestAsync("ports", "check", "--license", "--json");
        output.WriteLine($"usher version {start.TotalMilliseconds:F0} ms, usher ports check --license {check.TotalMilliseconds:F0} ms");
        Assert.True(check < CheckMax, $"{check}");
    }

    private async Task<TimeSpan> BestAsync(params string[] arguments)
    {
        const int rounds = 5;
        var best = TimeSpan.MaxValue;
        for (var round = 0; round < rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            await street.InsideAsync(Repository.Usher, arguments);
            best = new[] { best, Stopwatch.GetElapsedTime(began) }.Min();
        }

        return best;
    }

    private async Task MoveInAsync()
    {
        await ImpostorAsync();
        await street.MoveInAsync("stranger", "127.0.0.3", 1455);
        await street.MoveInAsync("datagrams", "127.0.0.3", 1455);
        await street.MoveInAsync("lmgrd", "127.0.0.3", 27000);
        await street.MoveInAsync("stranger", "127.0.0.3", 27001);
    }

    private async Task ImpostorAsync()
    {
        var (certificate, key) = (Path.Combine(street.Home, "c.pem"), Path.Combine(street.Home, "k.pem"));
        await street.OutsideAsync("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=usher 0123456789abcdef", "-keyout", key, "-out", certificate);
        await street.MoveInAsync("impostor", "127.0.0.2", 1203, certificate, key);
    }

    private async Task IssueAsync()
    {
        await street.OutsideAsync(Repository.Usher, "vendor", "init", "acme", "--dir", street.Home, "--no-passphrase");
        var identity = (await street.OutsideAsync(Repository.Usher, "id", "--data", Path.Combine(street.Home, "data"))).Trim();
        await street.OutsideAsync(
            Repository.Usher, "vendor", "issue", "--key", Path.Combine(street.Home, "acme.key.pem"), "--customer", "Test", "--server", identity, "--feature", "cad:seats=1", "-o", License);
    }

    private async Task<Dictionary<string, string>> CheckAsync(params string[] arguments)
    {
        var json = JsonDocument.Parse(await street.InsideAsync(Repository.Usher, ["ports", "check", "--json", .. arguments])).RootElement;
        return json.GetProperty("listeners").EnumerateArray().ToDictionary(
            one => $"{one.GetProperty("address")}:{one.GetProperty("port")}/{one.GetProperty("transport")}", one => one.GetProperty("verdict").GetString()!);
    }
}
