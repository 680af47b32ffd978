using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Usher.Journal.Sqlite;
using Usher.Ports;
using Usher.Server.Events;
using Usher.Server.Management;
using Usher.Server.Options;
using Usher.Server.Tests.Hosting;

namespace Usher.Server.Tests.Guard;

/// <summary>A real server, and listeners of this process on a port that it watches.</summary>
public sealed class PortGuardTests : IDisposable
{
    private static readonly TimeSpan ReportedMax = TimeSpan.FromSeconds(2);

    private readonly TempFolder _folder = new();
    private readonly Heard _heard = new();

    public void Dispose()
    {
        _heard.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_listener_that_appears_is_reported_within_two_seconds_by_log_metric_and_event_and_once()
    {
        var port = FreePort();
        await using (var usher = await StartAsync(port))
        {
            await _heard.FirstLook;
            var began = Stopwatch.GetTimestamp();
            using (var listener = new TcpListener(IPAddress.Loopback, port))
            {
                listener.Start();
                var (level, id, text) = await _heard.LogAsync($"127.0.0.1:{port}/tcp");
                Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, ReportedMax);
                Assert.Equal((LogLevel.Information, 1850), (level, id));
                Assert.StartsWith($"Port appeared: 127.0.0.1:{port}/tcp by ", text, StringComparison.Ordinal);
                Assert.Equal("appeared other", await _heard.MetricAsync());
            }

            Assert.StartsWith("Port gone: ", (await _heard.LogAsync($"127.0.0.1:{port}/tcp")).Text, StringComparison.Ordinal);
            Assert.Equal("gone other", await _heard.MetricAsync());
        }

        var reports = await ReportsAsync();
        Assert.Equal(["appeared", "gone"], reports.Select(report => report.Change));
        Assert.All(reports, report => Assert.Equal((port, Environment.ProcessId), (report.Listener.Port, report.Listener.Pid)));
    }

    [Fact]
    public async Task A_stranger_on_the_other_transport_of_a_port_of_the_server_is_a_warning_with_what_to_do()
    {
        using var stranger = new Stranger();
        var options = Options("license");
        await using var usher = await StartAsync(options with { Listen = options.Listen with { AdminPort = stranger.Port } });

        var (level, _, text) = await _heard.LogAsync($"127.0.0.1:{stranger.Port}/udp");

        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains(": conflict: ", text, StringComparison.Ordinal);
        Assert.Contains("give Usher another port", text, StringComparison.Ordinal);
        var row = Assert.Single((await usher.GetAsync("ports", AdminJson.Default.PortList)).Listeners, row => row.Port == stranger.Port && row.Transport == "udp");
        Assert.Equal(("conflict", stranger.Pid), (row.Verdict, row.Pid));
    }

    [Fact]
    public async Task The_server_knows_itself_and_says_nothing_about_it()
    {
        var port = FreePort();
        await using var usher = await StartAsync(port);

        var ports = await usher.GetAsync("ports", AdminJson.Default.PortList);

        var own = Assert.Single(ports.Listeners, row => row.Port == usher.Server.Bound[0].Port);
        Assert.True(ports.Guarded);
        Assert.Equal(("expected", usher.Server.Identity.ToString()), (own.Verdict, own.Identity));
        await _heard.FirstLook;
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        Assert.Contains($":{port}/tcp", (await _heard.LogAsync("")).Text, StringComparison.Ordinal); // The first line of all.
    }

    [Fact]
    public async Task Accepted_neighbours_are_quiet_and_the_file_may_change_while_the_server_runs()
    {
        var (quiet, loud) = (FreePort(), FreePort());
        await using var usher = await StartAsync(quiet, loud);
        await _heard.FirstLook;
        using var accepted = new TcpListener(IPAddress.Loopback, quiet);
        accepted.Start();
        await _heard.LogAsync($":{quiet}/tcp");
        Baseline.Empty.With([Assert.Single(PortOwner.Find((ushort)quiet, Transport.Tcp))]).Write(_folder["accepted_ports"]);
        accepted.Stop();

        using var other = new TcpListener(IPAddress.Loopback, loud);
        other.Start();
        Assert.Contains($"appeared: 127.0.0.1:{loud}/tcp", (await _heard.LogAsync("")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_accepted_listeners_that_cannot_be_read_is_told_with_its_line()
    {
        var port = FreePort();
        File.WriteAllText(_folder["accepted_ports"], "nonsense\n");
        await using var usher = await StartAsync(port);
        await _heard.FirstLook;
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        Assert.Contains("accepted_ports:1:", (await _heard.LogAsync("USH7002")).Text, StringComparison.Ordinal);
        await _heard.LogAsync($"127.0.0.1:{port}/tcp");
    }

    [Fact]
    public async Task A_guard_that_is_switched_off_watches_nothing_and_still_answers()
    {
        var port = FreePort();
        var options = Options($"{port}");
        await using var usher = await StartAsync(options with { Guard = options.Guard with { Enabled = false } });
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();

        var ports = await usher.GetAsync("ports", AdminJson.Default.PortList);

        Assert.False(ports.Guarded);
        Assert.Contains(ports.Listeners, row => row.Port == port);
        await usher.Server.StopAsync();
        Assert.False(_heard.HasMore);
    }

    [Fact]
    public async Task The_identities_that_count_are_the_servers_own_and_those_of_installed_licenses()
    {
        using var vendor = new Licenses.VendorDesk() { Now = TimeProvider.System.GetUtcNow() };
        var other = Usher.Licensing.ServerIdentity.FromSpki("another"u8);
        await using var usher = await StartAsync(FreePort());
        vendor.Servers = Usher.Licensing.ServerBinding.To(usher.Server.Identity, other);
        (await usher.PostLicenseAsync("licenses", vendor.Issue(Licenses.VendorDesk.Feature("cad", 1)).Text)).EnsureSuccessStatusCode();

        var known = (await usher.GetAsync("ports/identities", AdminJson.Default.PortIdentities)).Identities.ToDictionary(one => one.Identity, one => one.NamedBy);

        Assert.Equal("this server", known[usher.Server.Identity.ToString()]);
        Assert.StartsWith("the installed license LIC-", known[other.ToString()], StringComparison.Ordinal);
        await usher.Server.StopAsync();
        var offline = await Usher.Server.Licenses.InstalledIdentities.ReadAsync(_folder.Path, vendor.Now, TestContext.Current.CancellationToken);
        Assert.Equal(new HashSet<Usher.Licensing.ServerIdentity> { usher.Server.Identity, other }, offline.Keys.ToHashSet());
    }

    private Task<RunningUsher> StartAsync(params int[] watched) => StartAsync(Options([.. watched.Select(port => $"{port}/tcp")]));

    private Task<RunningUsher> StartAsync(ServerOptions options) => RunningUsher.StartAsync(options, _heard);

    private ServerOptions Options(params string[] watched) => RunningUsher.Options(_folder.Path) with
    {
        Guard = new() { Every = TimeSpan.FromMilliseconds(100), Watched = [.. watched] },
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<IReadOnlyList<PortReported>> ReportsAsync()
    {
        using var journal = await SqliteJournalReader.OpenAsync(_folder["journal.db"]);
        return await journal.ReadAsync(ServerLog.Stream, 0).Select(ServerLog.Read).OfType<PortReported>().ToListAsync();
    }
}
