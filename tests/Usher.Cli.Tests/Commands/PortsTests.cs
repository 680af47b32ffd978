using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Usher.Cli.Commands;
using Usher.Ports;
using Usher.Server.Management.Contract;

namespace Usher.Cli.Tests.Commands;

public sealed class PortsTests : IDisposable
{
    private static readonly Listener Lmgrd = Listener("203.0.113.5", 27000, "lmgrd");
    private static readonly Listener Stranger = Listener("127.0.0.1", 27001, "nc");

    private readonly Stage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task A_check_names_listener_verdict_reason_and_cure()
    {
        Assert.Equal(ExitCode.Done, await Check("27000/tcp", isStrict: false, json: false, Lmgrd));

        Assert.Contains("203.0.113.5:27000/tcp  flex-lm  lmgrd    100  flex", _stage.Output, StringComparison.Ordinal);
        Assert.Contains("exposed: lmgrd is one of FlexNet's usual processes; reachable on 203.0.113.5, outside the trusted networks", _stage.Output, StringComparison.Ordinal);
        Assert.Contains("hint: restrict it in the firewall: 'usher ports show 27000/tcp'", _stage.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_is_one_object_for_scripts()
    {
        await Check("27001", isStrict: false, json: true, Stranger);

        var listener = _stage.Json.GetProperty("listeners")[0];
        Assert.Equal(
            ["tcp", "127.0.0.1", "27001", "100", "nc", "flex", "unexpected", "nc (pid 100) is none of FlexNet's usual processes"],
            ((string[])["transport", "address", "port", "pid", "process", "user", "verdict", "reason"]).Select(name => listener.GetProperty(name).ToString()));
        Assert.Equal("27001/udp", _stage.Json.GetProperty("free")[0].GetString());
    }

    [Fact]
    public async Task A_strict_check_fails_when_a_listener_needs_attention()
    {
        Assert.Equal(ExitCode.Refused, await Check("27001", isStrict: true, json: true, Stranger));
        Assert.Equal(ExitCode.Done, await Check("27001", isStrict: true, json: true, Stranger with { Owners = [new(1, "lmgrd")] }));
    }

    [Fact]
    public async Task A_listener_of_this_machine_is_found_by_its_port()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        Assert.Equal(ExitCode.Done, await _stage.Run("ports", "check", $"{port}/tcp", "--json"));

        Assert.Equal(Environment.ProcessId, _stage.Json.GetProperty("listeners")[0].GetProperty("pid").GetInt32());
        Assert.Equal("other", _stage.Json.GetProperty("listeners")[0].GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task A_port_a_service_a_manager_and_a_process_are_shown_and_nonsense_is_not()
    {
        foreach (var name in (string[])["1203", "1203/udp", "ssslic-mgr", "flexlm", "lmgrd", "49999"])
            Assert.Equal(ExitCode.Done, await _stage.Run("ports", "show", name));
        Assert.Contains("nft add rule inet usher input udp dport 1203 drop", _stage.Output, StringComparison.Ordinal);
        Assert.Contains("49999  nobody is known to use it\n  range      dynamic", _stage.Output, StringComparison.Ordinal);

        Assert.Equal(ExitCode.Usage, await _stage.Run("ports", "show", "nonsense"));
        Assert.Contains("USH7003", _stage.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_more_network_is_trusted_and_what_is_none_is_refused()
    {
        Assert.Equal(ExitCode.Done, await _stage.Run("ports", "show", "5054", "--trust", "198.51.100.0/24"));
        Assert.Contains("198.51.100.0/24", _stage.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, await _stage.Run("ports", "show", "5054", "--trust", "198.51.100.7/24"));
    }

    [Fact]
    public async Task The_list_has_every_license_manager()
    {
        Assert.Equal(ExitCode.Done, await _stage.Run("ports", "list", "--json"));
        var managers = _stage.Json.GetProperty("ports").EnumerateArray().Select(port => port.GetProperty("manager").GetString()).ToHashSet();
        Assert.Superset(new HashSet<string?> { "Usher", "FlexNet", "RLM", "Sentinel LDK", "Sentinel RMS", "LM-X", "CodeMeter", "DSLS", "LUM", "MathLM", "LSTC", "OLicense", "JetBrains", "TurboFloat" }, managers);
    }

    [Fact]
    public async Task Ports_license_and_all_exclude_each_other() =>
        Assert.Equal(ExitCode.Usage, await _stage.Run("ports", "check", "--license", "--all"));

    [Fact]
    public void Accepting_twice_accepts_once()
    {
        var path = _stage.At("accepted");
        Assert.Equal(ExitCode.Done, PortsAcceptCommand.Run(PortsSelection.Read(null, all: false), path, new([Lmgrd]), json: false, _stage.Surroundings));
        Assert.Equal("accepted tcp 203.0.113.5:27000 flex lmgrd\n", _stage.Output);
        PortsAcceptCommand.Run(PortsSelection.Read(null, all: false), path, new([Lmgrd]), json: false, _stage.Surroundings);
        Assert.EndsWith("nobody to accept\n", _stage.Output, StringComparison.Ordinal);
        Assert.True(Baseline.Read(path).Has(Lmgrd));
    }

    [Fact]
    public async Task The_watch_tells_who_appeared_with_the_verdict_and_ends_with_Ctrl_C()
    {
        var watching = PortsWatchCommand.RunAsync(
            new(), PortsSelection.Read(null, all: false), Baseline.Empty.With([Lmgrd]), TimeSpan.FromSeconds(1), json: true,
            _ => new ListenerTable([Lmgrd, Stranger]), _stage.Surroundings);
        _stage.PressCtrlC();

        Assert.Equal(ExitCode.Done, await watching);
        var line = JsonDocument.Parse(Assert.Single(_stage.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))).RootElement;
        Assert.Equal("appeared", line.GetProperty("change").GetString());
        Assert.Equal("unexpected", line.GetProperty("listener").GetProperty("verdict").GetString());
        Assert.Equal(27001, line.GetProperty("listener").GetProperty("port").GetInt32());
    }

    [Fact]
    public void Exposure_lists_each_address_with_its_reach()
    {
        var settings = new CheckSettings { LocalAddresses = [new("eth0", IPAddress.Parse("203.0.113.5"))] };
        PortsExposureCommand.Run(settings, PortsSelection.Read(null, all: false), new([Lmgrd]), new("D", null, "no server runs on D; start one"), json: false, _stage.Surroundings);
        Assert.EndsWith("\n\nkept out: unknown, no server runs on D; start one\n", _stage.Output, StringComparison.Ordinal);
        Assert.Contains("27000/tcp  203.0.113.5  eth0       public  NO       lmgrd", _stage.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Exposure_tells_what_the_running_server_kept_out_and_from_where()
    {
        var sources = new DroppedSource[] { new("203.0.113.0/24", 7, DateTimeOffset.UnixEpoch, "203.0.113.9") };
        PortsExposureCommand.Run(new(), PortsSelection.Read(null, all: false), new([]), new("D", new(["loopback"], 9, 2, sources), null), json: false, _stage.Surroundings);
        Assert.Equal(
            """
            nothing listens on license ports

            kept out: 9 connections from outside loopback since the server on D started
            FROM            CONNECTIONS  LAST AT               LAST FROM
            203.0.113.0/24            7  1970-01-01 00:00:00Z  203.0.113.9
            and 2 from other networks

            """,
            _stage.Output);
    }

    [Fact]
    public void Listeners_are_accepted_where_the_guard_of_the_named_server_reads_it()
    {
        Assert.Equal(_stage.At("other"), PortsAcceptCommand.PathOf(_stage.At("other"), "D", _stage.Surroundings));
        Assert.Equal(_stage.At("D/accepted_ports"), PortsAcceptCommand.PathOf(null, _stage.At("D"), _stage.Surroundings));
        Assert.Equal(_stage.At(".config/usher/accepted_ports"), PortsAcceptCommand.PathOf(null, null, _stage.Surroundings));
    }

    private Task<int> Check(string port, bool isStrict, bool json, params Listener[] listeners) =>
        PortsCheckCommand.RunAsync(new(), PortsSelection.Read([port], all: false), new(listeners), isStrict, json, _stage.Surroundings);

    private static Listener Listener(string address, ushort port, string process) => new()
    {
        Transport = Transport.Tcp,
        Address = IPAddress.Parse(address),
        Port = port,
        Owners = [new(100, process) { User = "flex" }],
    };
}
