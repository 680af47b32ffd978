using System.Net;
using Usher.Cli.Commands;
using Usher.Cli.Servers;
using Usher.Cli.Tests.Fakes;
using Usher.Client;
using Usher.Ports;

namespace Usher.Cli.Tests.Commands;

public sealed class DiscoverTests : IDisposable
{
    private readonly Stage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task A_server_is_listed_with_address_identity_signature_and_who_names_it()
    {
        await using var server = new Answerer();
        new KnownServers(_stage.Surroundings).Accept("license1:1203", server.Identity);

        Assert.Equal(ExitCode.Done, await _stage.Run("discover", "--wait", "1s", "--address", $"{server.Endpoint}"));

        Assert.Contains($"127.0.0.1:1300  license1  0.1.0    {server.Identity}  holds", _stage.Output, StringComparison.Ordinal);
        Assert.Contains("known_servers for license1:1203", _stage.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_is_one_object_for_scripts()
    {
        await using var server = new Answerer();

        Assert.Equal(ExitCode.Done, await RunAsync(server, json: true));

        var one = _stage.Json.GetProperty("servers")[0];
        Assert.Equal(
            [$"{server.Identity}", """["127.0.0.1:1300"]""", "license1", "0.1.0", "", "holds", ""],
            ((string[])["identity", "addresses", "name", "version", "managementPort", "signature", "namedBy"]).Select(name => one.GetProperty(name).ToString()));
    }

    [Fact]
    public async Task Who_pretends_to_be_a_server_is_shown_as_that_and_is_none()
    {
        await using var impostor = new Answerer(isImpostor: true);

        Assert.Equal(ExitCode.NoServer, await RunAsync(impostor, json: false));

        Assert.Contains("false", _stage.Output, StringComparison.Ordinal);
        Assert.Contains($"127.0.0.1:1300 pretends to be {$"{impostor.Identity}"[..16]}… and has not its key", _stage.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_nobody_answers_the_exit_code_says_so()
    {
        await using var silent = new Answerer(isSilent: true);

        var fault = await Assert.ThrowsAsync<FaultException>(() => RunAsync(silent, json: false));

        Assert.Equal((ExitCode.NoServer, ClientCodes.NobodyAnswered), (fault.ExitCode, fault.Fault.Code));
    }

    [Fact]
    public async Task Who_is_in_a_hurry_waits_for_a_tenth_of_a_second()
    {
        await using var silent = new Answerer(isSilent: true);

        Assert.Equal(ExitCode.NoServer, await _stage.Run("discover", "--wait", "100ms", "--address", $"{silent.Endpoint}"));

        Assert.Contains("no server answered within 100ms", _stage.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.0.0.5", "10.0.0.5:1455")]
    [InlineData("10.0.0.5:7", "10.0.0.5:7")]
    [InlineData("10.0.0.5:1203", "10.0.0.5:1203")]
    [InlineData("fd00::1203", "[fd00::1203]:1455")]
    [InlineData("[fd00::5]:7", "[fd00::5]:7")]
    [InlineData("[fd00::5]", "[fd00::5]:1455")]
    public async Task An_address_is_asked_on_1455_unless_it_says_otherwise(string text, string target) =>
        Assert.Equal([IPEndPoint.Parse(target)], await NetworkSearch.TargetsAsync([text], "--address", _stage.Surroundings));

    [Fact]
    public async Task The_variable_names_whom_to_ask_or_switches_looking_around_off()
    {
        Assert.True(NetworkSearch.IsOn(_stage.Surroundings));
        _stage.Variables["USHER_DISCOVERY"] = "10.0.0.5, 10.0.0.6:7";
        Assert.Equal(["10.0.0.5:1455", "10.0.0.6:7"], (await NetworkSearch.OptionsAsync(_stage.Surroundings)).Targets.Select(target => $"{target}"));
        _stage.Variables["USHER_DISCOVERY"] = "off";
        Assert.False(NetworkSearch.IsOn(_stage.Surroundings));
    }

    [Fact]
    public async Task A_server_that_was_found_and_never_met_is_not_believed()
    {
        await using var server = new Answerer();
        _stage.Variables["USHER_DISCOVERY"] = $"{server.Endpoint}";
        var known = new KnownServers(_stage.Surroundings);
        var options = ServerDoor.Options(new([], null, null, false, null), known, _stage.Surroundings);
        var found = await NetworkSearch.FindAsync(new("USH3101", "nothing listens", ""), _stage.Surroundings);

        var fault = await Assert.ThrowsAsync<FaultException>(() => FoundServer.ConnectAsync(found, options, known, _stage.Surroundings));

        Assert.Equal((ExitCode.NoServer, CliCodes.FoundStrangers), (fault.ExitCode, fault.Fault.Code));
        Assert.Contains("--server 127.0.0.1:1300", fault.Fault.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_port_check_takes_a_signature_for_proof_and_nothing_else()
    {
        await using var server = new Answerer();
        await using var impostor = new Answerer(isImpostor: true);
        await using var silent = new Answerer(isSilent: true);

        Assert.Equal(new ProbeAnswer.Usher($"{server.Identity}"), await AskAsync(server));
        Assert.Equal(new ProbeAnswer.FalseUsher($"{impostor.Identity}"), await AskAsync(impostor));
        Assert.Equal(new ProbeAnswer.Nothing(), await AskAsync(silent));
    }

    private static Task<ProbeAnswer> AskAsync(Answerer answerer) => new DiscoveryProbe(TimeProvider.System).AskAsync(
        new Listener { Transport = Transport.Udp, Address = IPAddress.Loopback, Port = (ushort)answerer.Endpoint.Port },
        TestContext.Current.CancellationToken);

    private Task<int> RunAsync(Answerer answerer, bool json) => DiscoverCommand.RunAsync(
        new() { Targets = [answerer.Endpoint], Wait = TimeSpan.FromMilliseconds(500), ServersMax = 1 }, new Dictionary<string, string>(), json, _stage.Surroundings);
}
