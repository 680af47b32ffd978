using Microsoft.Extensions.Logging.Abstractions;
using Usher.Server.Management;

namespace Usher.Server.Tests.Hosting;

public sealed class UsherServerTests
{
    [Fact]
    public async Task A_server_answers_on_its_administration_socket_with_its_identity_and_its_real_port()
    {
        using var folder = new TempFolder();
        await using var usher = await RunningUsher.StartAsync(RunningUsher.Options(folder["data"]));

        var status = await usher.GetAsync("server", AdminJson.Default.ServerStatus);

        Assert.Equal(usher.Server.Identity.ToString(), status.Identity);
        Assert.Equal(UsherServer.ReadIdentity(folder["data"]), usher.Server.Identity);
        Assert.Equal("serving", status.Condition.State);
        Assert.NotEqual(0, usher.Server.Bound[0].Port);
        Assert.Contains(status.Endpoints, endpoint => endpoint.Address == usher.Server.SeatEndpoints[0] && endpoint.Transport == "tls");
    }

    [Fact]
    public async Task A_second_server_on_the_folder_is_refused_and_told_who_runs_there()
    {
        using var folder = new TempFolder();
        await using var usher = await RunningUsher.StartAsync(RunningUsher.Options(folder.Path));

        var error = await Assert.ThrowsAsync<ServerStartException>(() => RunningUsher.StartAsync(RunningUsher.Options(folder.Path)));

        var fault = Assert.Single(error.Faults);
        Assert.Equal(ServerCodes.FolderInUse, fault.Code);
        Assert.Contains($"process {Environment.ProcessId}", fault.Message, StringComparison.Ordinal);
        Assert.Contains(usher.Server.SeatEndpoints[0], fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_is_named_with_what_to_try_and_leaves_the_folder_free()
    {
        using var one = new TempFolder();
        using var other = new TempFolder();
        await using var usher = await RunningUsher.StartAsync(RunningUsher.Options(one.Path));
        var port = usher.Server.Bound[0].Port;
        var options = RunningUsher.Options(other.Path);

        var error = await Assert.ThrowsAsync<ServerStartException>(
            () => RunningUsher.StartAsync(options with { Listen = options.Listen with { Port = port } }));

        var fault = Assert.Single(error.Faults);
        Assert.Equal(ServerCodes.PortBusy, fault.Code);
        Assert.StartsWith($"cannot listen on 127.0.0.1:{port}: port {port}/tcp is taken by ", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith($"which is another Usher with identity {usher.Server.Identity} and data folder {usher.Server.DataFolder}", fault.Message, StringComparison.Ordinal);
        Assert.StartsWith("use that server", fault.Hint, StringComparison.Ordinal);
        Assert.Contains("--port", fault.Hint, StringComparison.Ordinal);
        await using var later = await RunningUsher.StartAsync(options);
    }

    [Fact]
    public async Task A_port_that_a_stranger_has_is_explained_with_his_process_and_not_waited_for()
    {
        using var folder = new TempFolder();
        using var stranger = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        stranger.Start();
        var options = RunningUsher.Options(folder.Path);
        var port = ((System.Net.IPEndPoint)stranger.LocalEndpoint).Port;

        var error = await Assert.ThrowsAsync<ServerStartException>(
            () => RunningUsher.StartAsync(options with { Listen = options.Listen with { Port = port } }));

        var fault = Assert.Single(error.Faults);
        Assert.Contains($"(pid {Environment.ProcessId}, user ", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith("which does not answer as an Usher does", fault.Message, StringComparison.Ordinal);
        Assert.StartsWith($"stop pid {Environment.ProcessId}, or take another port with --port", fault.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_stops_completes_and_takes_its_socket_with_it()
    {
        using var folder = new TempFolder();
        var usher = await RunningUsher.StartAsync(RunningUsher.Options(folder.Path));
        Assert.False(usher.Server.Completion.IsCompleted);

        await usher.Server.StopAsync();

        await usher.Server.Completion;
        Assert.False(File.Exists(AdminSocket.Locate(folder.Path)));
        Assert.Null(RunningServer.Read(folder.Path));
        await usher.DisposeAsync();
    }

    [Fact]
    public async Task A_damaged_journal_stops_the_start_and_leaves_the_folder_free()
    {
        using var folder = new TempFolder();
        await (await RunningUsher.StartAsync(RunningUsher.Options(folder.Path))).DisposeAsync();
        var journal = File.ReadAllBytes(folder["journal.db"]);
        File.WriteAllBytes(folder["journal.db"], [.. journal.Select((one, at) => at < 100 ? one : (byte)0xA5)]);

        for (var attempt = 0; attempt < 2; attempt++)
        {
            var error = await Assert.ThrowsAsync<ServerStartException>(() => RunningUsher.StartAsync(RunningUsher.Options(folder.Path)));
            Assert.StartsWith("USH40", Assert.Single(error.Faults).Code, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_log_tells_when_the_server_ran()
    {
        using var folder = new TempFolder();
        await (await RunningUsher.StartAsync(RunningUsher.Options(folder.Path))).DisposeAsync();
        await using var usher = await RunningUsher.StartAsync(RunningUsher.Options(folder.Path));

        using var response = await usher.Admin.PostAsync(new Uri("log/verify", UriKind.Relative), null);
        var report = await RunningUsher.ReadAsync(response, AdminJson.Default.LogReport);
        Assert.Equal(3, Assert.Single(report.Streams).Events); // started, stopped, started
    }

    [Fact]
    public async Task Localhost_is_every_loopback_that_the_machine_has()
    {
        using var folder = new TempFolder();
        var options = RunningUsher.Options(folder.Path);
        await using var usher = await RunningUsher.StartAsync(options with { Listen = options.Listen with { Addresses = ["localhost"] } });
        Assert.All(usher.Server.Bound, bound => Assert.True(System.Net.IPAddress.IsLoopback(bound.Address)));
        Assert.Equal("127.0.0.1", usher.Server.Bound[0].Address.ToString());
    }

    [Fact]
    public async Task A_server_on_all_addresses_is_reached_as_localhost()
    {
        using var folder = new TempFolder();
        var options = RunningUsher.Options(folder.Path);
        await using var usher = await RunningUsher.StartAsync(options with { Listen = options.Listen with { Addresses = ["*"] } });
        Assert.Equal($"localhost:{usher.Server.Bound[0].Port}", Assert.Single(usher.Server.SeatEndpoints));
    }

    [Fact]
    public async Task An_address_of_another_machine_is_refused_by_name()
    {
        using var folder = new TempFolder();
        var options = RunningUsher.Options(folder.Path);
        var error = await Assert.ThrowsAsync<ServerStartException>(
            () => RunningUsher.StartAsync(options with { Listen = options.Listen with { Addresses = ["192.0.2.1"] } }));
        Assert.Equal((ServerCodes.CannotListen, true), (error.Faults[0].Code, error.Faults[0].Message.Contains("192.0.2.1", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Bad_options_made_in_code_are_refused_with_their_names()
    {
        using var folder = new TempFolder();
        var options = RunningUsher.Options(folder.Path);

        var error = await Assert.ThrowsAsync<ServerStartException>(() => UsherServer.StartAsync(
            options with { Leases = options.Leases with { Margin = TimeSpan.Zero }, Lanes = new() { Count = -1 } }, NullLoggerFactory.Instance));

        Assert.Equal(["Lanes:Count", "Leases:Margin"], error.Faults.Select(fault => fault.Message.Split(' ')[6]).Order());
    }
}
