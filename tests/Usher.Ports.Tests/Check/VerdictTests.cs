using System.Net;

namespace Usher.Ports.Tests;

/// <summary>The rules of judgement, a line each.</summary>
public sealed class VerdictTests
{
    private const string Known = Some.Identity;
    private static readonly string Foreign = new('f', 64);

    private static readonly CheckSettings Settings = new()
    {
        KnownIdentities = new Dictionary<string, string> { [Known] = "license acme-1" },
        AreAllIdentitiesKnown = true,
        LocalAddresses = [new("lo", IPAddress.Loopback), new("eth0", IPAddress.Parse("10.1.2.3"))],
    };

    [Theory]
    // Usher's own TCP ports: what it proves counts, not what it is called.
    [InlineData("10.1.2.3:1203/tcp", "usher", "usher known", Verdict.Expected)]
    [InlineData("0.0.0.0:1203/tcp", "dotnet", "usher known", Verdict.Expected)]
    [InlineData("10.1.2.3:1455/tcp", "usher", "usher known", Verdict.Expected)]
    [InlineData("10.1.2.3:1203/tcp", "usher", "usher foreign", Verdict.Impostor)]
    [InlineData("10.1.2.3:1203/tcp", null, "usher foreign", Verdict.Impostor)]
    [InlineData("10.1.2.3:1203/tcp", "nginx", "tls", Verdict.Unexpected)]
    [InlineData("10.1.2.3:1203/tcp", "usher", "tls", Verdict.Unexpected)]
    [InlineData("10.1.2.3:1455/tcp", "python3", "no tls", Verdict.Unexpected)]
    [InlineData("10.1.2.3:1455/tcp", null, "no tls", Verdict.Unexpected)]
    [InlineData("10.1.2.3:1455/tcp", "python3", "nothing", Verdict.Unexpected)]
    [InlineData("10.1.2.3:1203/tcp", "usher", "nothing", Verdict.Silent)]
    [InlineData("10.1.2.3:1203/tcp", null, "nothing", Verdict.Silent)]
    [InlineData("10.1.2.3:1203/tcp", null, null, Verdict.Silent)]
    [InlineData("127.0.0.1:1203/tcp", "usher", "no tls", Verdict.Silent)]
    // A name is no proof on any port.
    [InlineData("10.1.2.3:40000/tcp", "usher", "usher known", Verdict.Expected)]
    [InlineData("10.1.2.3:40000/tcp", "usher", "usher foreign", Verdict.Impostor)]
    [InlineData("10.1.2.3:40000/tcp", "usher", "tls", Verdict.Unexpected)]
    [InlineData("10.1.2.3:40000/tcp", "usher", null, Verdict.Silent)]
    // Discovery proves a key as TLS does.
    [InlineData("10.1.2.3:1455/udp", "usher", "usher known", Verdict.Expected)]
    [InlineData("10.1.2.3:1455/udp", "usher", "usher foreign", Verdict.Impostor)]
    [InlineData("10.1.2.3:1455/udp", "python3", "false known", Verdict.Impostor)]
    [InlineData("10.1.2.3:1455/udp", "usher", "nothing", Verdict.Silent)]
    [InlineData("10.1.2.3:1455/udp", "python3", "nothing", Verdict.Unexpected)]
    // Other datagrams are not asked: a stranger might be listening.
    [InlineData("10.1.2.3:1455/udp", "python3", null, Verdict.Unexpected)]
    [InlineData("10.1.2.3:1455/udp", "usher", null, Verdict.Silent)]
    [InlineData("10.1.2.3:1455/udp", null, null, Verdict.Silent)]
    // Other license managers are known by their processes.
    [InlineData("10.1.2.3:27000/tcp", "lmgrd", null, Verdict.Expected)]
    [InlineData("10.1.2.3:27000/tcp", "LMGRD.EXE", null, Verdict.Expected)]
    [InlineData("10.1.2.3:27009/tcp", "lmadmin", null, Verdict.Expected)]
    [InlineData("10.1.2.3:27001/tcp", "adskflex", null, Verdict.Expected)]
    [InlineData("10.1.2.3:27000/tcp", "nc", null, Verdict.Unexpected)]
    [InlineData("10.1.2.3:27000/tcp", "rlm", null, Verdict.Unexpected)]
    [InlineData("10.1.2.3:27000/tcp", null, null, Verdict.Silent)]
    [InlineData("10.1.2.3:5053/udp", "rlm", null, Verdict.Expected)]
    [InlineData("10.1.2.3:40001/tcp", "adskflex", null, Verdict.Expected)]
    [InlineData("10.1.2.3:8080/tcp", "qt-license-server", null, Verdict.Expected)]
    // What has nothing to do with licenses is not judged.
    [InlineData("10.1.2.3:8080/tcp", "java", null, Verdict.Other)]
    [InlineData("0.0.0.0:22/tcp", "sshd", null, Verdict.Other)]
    [InlineData("10.1.2.3:1521/tcp", "tnslsnr", null, Verdict.Other)]
    // Right, but reachable from outside.
    [InlineData("203.0.113.5:1203/tcp", "usher", "usher known", Verdict.Exposed)]
    [InlineData("203.0.113.5:27000/tcp", "lmgrd", null, Verdict.Exposed)]
    [InlineData("203.0.113.5:27000/tcp", "nc", null, Verdict.Unexpected)]
    public void A_listener_gets_its_verdict(string endpoint, string? process, string? answer, Verdict verdict)
    {
        var judged = new Judge(Settings).One(Some.Listener(endpoint, process), Answer(answer), sibling: null);
        Assert.Equal(verdict, judged.Verdict);
        Assert.NotEqual("", judged.Reason);
        Assert.Equal(verdict is not (Verdict.Expected or Verdict.Other), judged.Hint is not null);
    }

    [Theory]
    [InlineData("10.1.2.3:1455/tcp", "no tls", Verdict.Conflict)]
    [InlineData("10.1.2.3:1455/tcp", "tls", Verdict.Conflict)]
    [InlineData("10.1.2.3:4711/tcp", "no tls", Verdict.Conflict)]
    [InlineData("10.1.2.3:4711/tcp", "usher known", Verdict.Expected)]
    [InlineData("10.1.2.3:4712/tcp", null, Verdict.Other)]
    public void A_stranger_on_a_port_that_we_want_is_a_conflict(string endpoint, string? answer, Verdict verdict) => Assert.Equal(
        verdict,
        new Judge(Settings with { Wanted = new HashSet<(Transport, ushort)> { (Transport.Tcp, 1455), (Transport.Tcp, 4711) } })
            .One(Some.Listener(endpoint, "nginx"), Answer(answer), sibling: null).Verdict);

    [Theory]
    [InlineData("usher", Verdict.Expected)]
    [InlineData("python3", Verdict.Unexpected)]
    public void Where_not_all_identities_are_known_an_unknown_usher_has_to_run_the_real_program(string process, Verdict verdict)
    {
        var judge = new Judge(Settings with { AreAllIdentitiesKnown = false, UsherExecutable = "/opt/usher" });
        var judged = judge.One(Some.Listener("10.1.2.3:1203/tcp", process), Answer("usher foreign"), sibling: null);
        Assert.Equal(verdict, judged.Verdict);
        Assert.Equal(Foreign, judged.Identity);
    }

    [Theory]
    [InlineData("usher known", Verdict.Expected)]
    [InlineData("usher foreign", Verdict.Impostor)]
    public void A_datagram_socket_is_known_by_the_connection_port_of_its_process(string answer, Verdict verdict)
    {
        var tcp = Some.Listener("10.1.2.3:1203/tcp", "dotnet", pid: 7);
        var udp = Some.Listener("10.1.2.3:1455/udp", "dotnet", pid: 7);
        var other = Some.Listener("10.1.2.3:1203/udp", "dotnet", pid: 8);
        Assert.Equal(
            [verdict, verdict, Verdict.Unexpected],
            new Judge(Settings).All([tcp, udp, other], [Answer(answer), null, null]).Select(judged => judged.Verdict));
    }

    [Fact]
    public void A_vendor_daemon_is_known_by_the_manager_that_started_it() => Assert.Equal(
        Verdict.Expected, new Judge(Settings).One(Some.Listener("10.1.2.3:27003/tcp", "acme_d", parent: "lmgrd"), null, null).Verdict);

    [Fact]
    public void A_wildcard_is_exposed_when_one_address_of_the_machine_is_outside_the_trusted_networks()
    {
        var open = Settings with { LocalAddresses = [.. Settings.LocalAddresses, new("eth1", IPAddress.Parse("203.0.113.5"))] };
        var judged = new Judge(open).One(Some.Listener("0.0.0.0:27000/tcp", "lmgrd"), null, null);
        Assert.Equal(Verdict.Exposed, judged.Verdict);
        Assert.Contains("203.0.113.5", judged.Reason, StringComparison.Ordinal);
        Assert.Equal(Verdict.Expected, new Judge(open with { TrustedNetworks = [IPNetwork.Parse("0.0.0.0/0")] })
            .One(Some.Listener("0.0.0.0:27000/tcp", "lmgrd"), null, null).Verdict);
    }

    [Fact]
    public void Loopback_is_not_outside_whatever_networks_are_trusted() => Assert.Equal(
        Verdict.Expected,
        new Judge(Settings with { TrustedNetworks = [IPNetwork.Parse("10.9.0.0/16")] }).One(Some.Listener("127.0.0.1:27000/tcp", "lmgrd"), null, null).Verdict);

    [Fact]
    public void A_name_or_path_cannot_write_to_a_terminal_a_log_or_the_file_of_accepted_listeners()
    {
        var listener = Some.Listener("0.0.0.0:27000/tcp", "x\u001b[2J\ntcp");
        Assert.Equal("tcp 0.0.0.0:27000 root /opt/x?[2J?tcp", Neighbour.Of(listener).ToString());
        Assert.Equal("x?[2J?tcp", listener.Owner!.Process);
    }

    [Fact]
    public void What_a_stranger_calls_itself_cannot_write_to_the_terminal() => Assert.DoesNotContain(
        '\u001b', new Judge(Settings).One(Some.Listener("10.1.2.3:1203/tcp", "x"), new ProbeAnswer.OtherTls("CN=\u001b[2J"), null).Reason);

    [Fact]
    public async Task Only_connection_ports_of_usher_and_processes_of_that_name_are_asked()
    {
        var asked = new List<string>();
        var check = new PortCheck(Settings, (listener, _) =>
        {
            lock (asked)
                asked.Add(listener.Endpoint);
            return Task.FromResult<ProbeAnswer>(new ProbeAnswer.NoTls());
        });
        await check.JudgeAsync(
            [
                Some.Listener("1.1.1.1:40000/tcp", "usher"), Some.Listener("1.1.1.1:40000/udp", "usher"),
                .. ((string[])["1.1.1.1:1203/tcp", "1.1.1.1:1455/tcp", "1.1.1.1:1203/udp", "1.1.1.1:27000/tcp", "1.1.1.1:22/tcp"]).Select(where => Some.Listener(where, "x")),
            ],
            TestContext.Current.CancellationToken);
        Assert.Equal(["1.1.1.1:1203/tcp", "1.1.1.1:1455/tcp", "1.1.1.1:40000/tcp"], asked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_datagram_sockets_only_that_of_discovery_is_asked_and_only_by_whom_can()
    {
        var asked = new List<string>();
        var check = new PortCheck(Settings, ask: null, (listener, _) =>
        {
            lock (asked)
                asked.Add(listener.Endpoint);
            return Task.FromResult<ProbeAnswer>(new ProbeAnswer.Usher(Known));
        });
        var judged = await check.JudgeAsync(
            [.. ((string[])["1.1.1.1:1455/udp", "1.1.1.1:1203/udp", "1.1.1.1:53/udp", "1.1.1.1:1455/tcp"]).Select(where => Some.Listener(where, "x"))],
            TestContext.Current.CancellationToken);

        Assert.Equal(["1.1.1.1:1455/udp"], asked);
        Assert.Equal(Known, judged[0].Identity);
    }

    private static ProbeAnswer? Answer(string? text) => text switch
    {
        "usher known" => new ProbeAnswer.Usher(Known),
        "usher foreign" => new ProbeAnswer.Usher(Foreign),
        "false known" => new ProbeAnswer.FalseUsher(Known),
        "tls" => new ProbeAnswer.OtherTls("CN=example.org"),
        "no tls" => new ProbeAnswer.NoTls(),
        "nothing" => new ProbeAnswer.Nothing(),
        _ => null,
    };
}
