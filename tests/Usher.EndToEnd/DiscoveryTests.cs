using System.Text.Json;

namespace Usher.EndToEnd;

/// <summary>Real servers and commands find each other over a real broadcast and real groups, in a network of the test's own.</summary>
public sealed class DiscoveryTests : IAsyncLifetime
{
    private const int ServerSide = 1, ClientSide = 2;

    private TwoMachines machines = null!;

    public async ValueTask InitializeAsync() => machines = await TwoMachines.MakeAsync();

    public ValueTask DisposeAsync() => machines is null ? ValueTask.CompletedTask : machines.DisposeAsync();

    [Fact]
    public async Task A_server_is_found_over_IPv4_and_IPv6_by_who_knows_nothing()
    {
        var identity = await ServeAsync();

        var found = await DiscoverAsync();

        Assert.Equal(identity, found.GetProperty("identity").GetString());
        Assert.Equal("holds", found.GetProperty("signature").GetString());
        var addresses = found.GetProperty("addresses").EnumerateArray().Select(one => one.GetString()!).ToList();
        Assert.Contains("10.77.0.1:1203", addresses);
        Assert.Contains(addresses, address => address.StartsWith("[fe80:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ip daddr { 10.77.0.255, 239.192.5.175 }", "by limited broadcast")]
    [InlineData("ip daddr { 255.255.255.255, 239.192.5.175 }", "by the network's broadcast")]
    [InlineData("ip daddr { 255.255.255.255, 10.77.0.255 }", "by group")]
    public async Task Each_way_of_asking_is_enough(string blocked, string way)
    {
        await ServeAsync();
        await BlockAsync("meta nfproto ipv6 drop", $"{blocked} drop");

        var found = await DiscoverAsync();

        Assert.True(found.GetProperty("addresses")[0].GetString() == "10.77.0.1:1203", way);
    }

    [Fact]
    public async Task A_server_hears_the_group_on_a_cable_that_was_plugged_in_after_it_had_started()
    {
        await machines.CutAsync(ServerSide);
        await ServeAsync();
        await BlockAsync("meta nfproto ipv6 drop", "ip daddr { 255.255.255.255, 10.77.0.255 } drop");

        await machines.PlugInAsync(ServerSide);
        var found = await DiscoverAsync();

        Assert.Equal("10.77.0.1:1203", found.GetProperty("addresses")[0].GetString());
    }

    [Fact]
    public async Task A_server_of_one_address_is_found_there()
    {
        await ServeAsync("--listen", "10.77.0.1");
        await BlockAsync("meta nfproto ipv6 drop");

        Assert.Equal("""["10.77.0.1:1203"]""", (await DiscoverAsync()).GetProperty("addresses").ToString());
    }

    [Fact]
    public async Task A_server_that_does_not_trust_the_network_is_not_found()
    {
        await ServeAsync("--set", "Networks:Trusted=loopback");

        var ended = await machines.UsherAsync(ClientSide, "discover", "--json");

        Assert.Equal(3, ended.ExitCode);
        Assert.Contains("USH3130", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_runs_under_a_seat_of_a_server_that_nobody_named_if_the_license_names_it()
    {
        var identity = await ServeAsync();
        var run = await machines.UsherAsync(ClientSide, "run", "cad", "--vendor-key", "acme.pub.pem", "--", "echo", "seated");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal("seated\n", run.Output);
        Assert.Contains("found the server", run.Error, StringComparison.Ordinal);
        Assert.Contains(identity, run.Error, StringComparison.Ordinal);

        var unvouched = await machines.UsherAsync(ClientSide, "status");
        Assert.Equal(3, unvouched.ExitCode);
        Assert.Contains("USH5070", unvouched.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_port_check_knows_the_server_by_its_answer()
    {
        var identity = await ServeAsync();

        var ended = await machines.UsherAsync(ServerSide, "ports", "check", "1455/udp", "--json", "--data", "data");

        using var json = JsonDocument.Parse(ended.Output);
        Assert.All(json.RootElement.GetProperty("listeners").EnumerateArray(), listener => Assert.Equal(
            ("expected", identity), (listener.GetProperty("verdict").GetString(), listener.GetProperty("identity").GetString())));
    }

    /// <summary>Starts a server with a license for two seats of cad on the defaults' ports; its identity.</summary>
    private async Task<string> ServeAsync(params string[] more)
    {
        var identity = (await SucceedAsync("id", "--data", "data")).Trim();
        await SucceedAsync("vendor", "init", "acme", "--no-passphrase");
        await SucceedAsync("vendor", "issue", "--key", "acme.key.pem", "--customer", "Test", "--server", identity, "--feature", "cad:seats=2", "-o", "acme.lic");
        await machines.Start(ServerSide, Repository.Usher, ["serve", "--data", "data", "--license", "acme.lic", .. more]).WaitForAsync("ready ");
        return identity;
    }

    private async Task<string> SucceedAsync(params string[] arguments)
    {
        var ended = await machines.UsherAsync(ServerSide, arguments);
        Assert.True(ended.ExitCode == 0, $"usher {string.Join(' ', arguments)}: {ended}");
        return ended.Output;
    }

    /// <summary>The only server that answers.</summary>
    private async Task<JsonElement> DiscoverAsync()
    {
        var ended = await machines.UsherAsync(ClientSide, "discover", "--json", "--wait", "3s");
        Assert.True(ended.ExitCode == 0, ended.ToString());
        using var json = JsonDocument.Parse(ended.Output);
        return Assert.Single(json.RootElement.GetProperty("servers").EnumerateArray().ToList()).Clone();
    }

    /// <summary>Lets nothing of that into the server's machine.</summary>
    private async Task BlockAsync(params string[] rules)
    {
        var table = $"table inet test {{ chain input {{ type filter hook input priority 0; {string.Join("; ", rules)}; }}; }}";
        var ended = await machines.RunAsync(ServerSide, "nft", table);
        Assert.SkipUnless(ended.ExitCode == 0, $"no packet filter to be had: {ended.Error.Trim()}");
    }
}
