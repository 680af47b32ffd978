using System.Net;
using System.Net.Sockets;
using Usher.Protocol;
using Usher.Server.Management;
using Usher.Server.Tests.Hosting;
using Usher.Server.Tests.Licenses;
using Usher.Server.Validation;

namespace Usher.Server.Tests.Validation;

/// <summary>A real server and real datagrams on loopback.</summary>
public sealed class EndpointTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_heartbeat_is_answered_and_what_is_none_is_not()
    {
        using var folder = new TempFolder();
        await using var usher = await StartAsync(folder, options => options);
        var (lease, validation) = await TakeSeatAsync(usher, connectionless: true);
        using var socket = Connect(usher.Server.ValidationBound[0]);
        var question = Question(lease, validation);
        var forged = question.ToArray();
        forged[^1] ^= 1;

        // Nothing may come back but the answer to the last one, which is sent after all others.
        foreach (var wrong in (byte[][])[[1, 2, 3], forged, question[..^1], [.. question, 0], new byte[1200]])
            await socket.SendAsync(wrong);
        await socket.SendAsync(question);

        var answer = new byte[2000];
        var length = await socket.ReceiveAsync(answer.AsMemory()).AsTask().WaitAsync(Patience);
        Assert.Equal(WireLimits.DatagramBytes, length);
        Datagram.Read(answer.AsSpan(0, length), out var said);
        Assert.Equal((LeaseStanding.Good, 900u, validation.Counter + 1), (said.Standing, said.TtlSeconds, said.Counter));
        Assert.Equal(0, socket.Available);
    }

    [Fact]
    public async Task The_port_is_told_in_the_welcome_the_grant_the_status_and_the_running_server()
    {
        using var folder = new TempFolder();
        await using var usher = await StartAsync(folder, options => options);
        var bound = Assert.Single(usher.Server.ValidationBound);

        var (_, validation) = await TakeSeatAsync(usher);
        var status = await usher.GetAsync("server", AdminJson.Default.ServerStatus);

        Assert.Equal((uint)bound.Port, validation.Port);
        Assert.Contains(status.Endpoints, endpoint => (endpoint.Name, endpoint.Transport, endpoint.Address) == ("validation", "udp", $"{bound}"));
        Assert.Equal([$"{bound}"], RunningServer.Read(usher.Server.DataFolder)!.Validation);
    }

    [Fact]
    public async Task A_port_that_is_not_0_is_the_number_of_both()
    {
        using var folder = new TempFolder();
        int port;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        await using var usher = await StartAsync(folder, options => options with { Listen = options.Listen with { Port = port } });

        Assert.Equal((port, port), (usher.Server.Bound[0].Port, usher.Server.ValidationBound[0].Port));
    }

    [Fact]
    public async Task Switched_off_nothing_listens_and_no_key_is_handed_over()
    {
        using var folder = new TempFolder();
        await using var usher = await StartAsync(folder, options => options with { Listen = options.Listen with { Validation = false } });

        var (_, validation) = await TakeSeatAsync(usher);

        Assert.Empty(usher.Server.ValidationBound);
        Assert.Null(validation);
        Assert.False(File.Exists(folder["validation.key"]));
    }

    [Fact]
    public async Task A_taken_port_is_named_and_leaves_the_folder_free()
    {
        using var folder = new TempFolder();
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)taken.LocalEndPoint!).Port;

        var error = await Assert.ThrowsAsync<ServerStartException>(
            () => StartAsync(folder, options => options with { Listen = options.Listen with { ValidationPort = port } }));

        Assert.Equal(ServerCodes.PortBusy, Assert.Single(error.Faults).Code);
        Assert.StartsWith(
            $"cannot listen on 127.0.0.1:{port}: port {port}/udp is taken by ", error.Faults[0].Message, StringComparison.Ordinal);
        Assert.Contains($"(pid {Environment.ProcessId}, user ", error.Faults[0].Message, StringComparison.Ordinal);
        Assert.EndsWith("Listen:ValidationPort, and Listen:Validation=false takes none", error.Faults[0].Hint, StringComparison.Ordinal);
        await using var later = await StartAsync(folder, options => options);
    }

    [Fact]
    public async Task A_second_server_on_the_same_ports_is_told_the_process_and_the_folder_of_the_first()
    {
        using var one = new TempFolder();
        using var other = new TempFolder();
        await using var first = await StartAsync(one, options => options);
        var port = first.Server.ValidationBound[0].Port;

        var error = await Assert.ThrowsAsync<ServerStartException>(
            () => StartAsync(other, options => options with { Listen = options.Listen with { ValidationPort = port } }));

        var fault = Assert.Single(error.Faults);
        Assert.Equal(ServerCodes.PortBusy, fault.Code);
        Assert.Contains($"port {port}/udp is taken by ", fault.Message, StringComparison.Ordinal);
        Assert.Contains($"(pid {Environment.ProcessId}, user ", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith($", which runs another Usher with data folder {first.Server.DataFolder}", fault.Message, StringComparison.Ordinal);
        Assert.StartsWith("use that server, or stop ", fault.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_restart_the_same_key_is_good()
    {
        using var folder = new TempFolder();
        (byte[] Lease, Protocol.Validation Validation) taken;
        await using (var usher = await StartAsync(folder, options => options))
            taken = await TakeSeatAsync(usher, connectionless: true);

        await using var again = await StartAsync(folder, options => options);
        using var socket = Connect(again.Server.ValidationBound[0]);
        var restarted = await AskAsync(socket, taken.Lease, taken.Validation);
        Assert.Equal(LeaseStanding.Restarted, restarted.Standing);
        taken.Validation.Boot = restarted.Boot;

        Assert.Equal(LeaseStanding.Good, (await AskAsync(socket, taken.Lease, taken.Validation)).Standing);
    }

    [Theory]
    [InlineData("0123")]
    [InlineData("zz23456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef00")]
    public void A_damaged_secret_stops_the_start(string text)
    {
        using var folder = new TempFolder();
        ValidationSecret.Open(folder.Path);
        File.WriteAllText(folder[ValidationSecret.FileName], text);

        var error = Assert.Throws<ServerStartException>(() => ValidationSecret.Open(folder.Path));
        Assert.Equal(ServerCodes.KeyDamaged, Assert.Single(error.Faults).Code);
    }

    [Fact]
    public void A_secret_that_others_may_read_stops_the_start()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix permissions");
        using var folder = new TempFolder();
        ValidationSecret.Open(folder.Path);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder[ValidationSecret.FileName], UnixFileMode.UserRead | UnixFileMode.OtherRead);

        var error = Assert.Throws<ServerStartException>(() => ValidationSecret.Open(folder.Path));
        Assert.Equal(ServerCodes.FolderExposed, Assert.Single(error.Faults).Code);
    }

    [Fact]
    public void The_secret_is_made_once()
    {
        using var folder = new TempFolder();
        Assert.Equal(ValidationSecret.Open(folder.Path), ValidationSecret.Open(folder.Path));
        Assert.NotEqual(new byte[32], ValidationSecret.Open(folder.Path));
    }

    private static async Task<RunningUsher> StartAsync(TempFolder folder, Func<Server.Options.ServerOptions, Server.Options.ServerOptions> change)
    {
        var usher = await RunningUsher.StartAsync(change(RunningUsher.Options(folder.Path)));
        using var vendor = new VendorDesk();
        await usher.PostLicenseAsync("licenses", vendor.Issue(VendorDesk.Feature("cad", 5)).Text);
        return usher;
    }

    private static async Task<(byte[] Lease, Protocol.Validation Validation)> TakeSeatAsync(RunningUsher usher, bool connectionless = false)
    {
        await using var connection = await SeatsConnection.ConnectAsync(usher.Server, System.Security.Authentication.SslProtocols.Tls13);
        var welcome = await connection.AskAsync(new ClientMessage
        {
            Hello = new() { VersionMin = 1, VersionMax = 1, User = "ada", Host = "host", Datagrams = true },
        });
        Assert.Equal(usher.Server.ValidationBound.Select(bound => bound.Port).FirstOrDefault(), (int)welcome.Welcome.ValidationPort);
        var lease = Enumerable.Repeat((byte)7, WireLimits.IdBytes).ToArray();
        var answer = await connection.AskAsync(new ClientMessage
        {
            Checkout = new()
            {
                RequestId = Google.Protobuf.ByteString.CopyFrom(lease), Lease = Google.Protobuf.ByteString.CopyFrom(lease),
                Feature = "cad", Connectionless = connectionless,
            },
        });
        return (lease, answer.Granted.Validation);
    }

    private static Socket Connect(IPEndPoint server)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Connect(server);
        return socket;
    }

    private static byte[] Question(byte[] lease, Protocol.Validation validation)
    {
        using var seal = new DatagramSeal();
        var bytes = new byte[WireLimits.DatagramBytes];
        var id = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(lease);
        seal.Write(Datagram.Question(DatagramKind.Heartbeat, id, validation.Counter + 1, validation.Boot), validation.Key.Span, bytes);
        return bytes;
    }

    private static async Task<Datagram> AskAsync(Socket socket, byte[] lease, Protocol.Validation validation)
    {
        await socket.SendAsync(Question(lease, validation));
        validation.Counter++;
        var answer = new byte[WireLimits.DatagramBytes];
        await socket.ReceiveAsync(answer.AsMemory()).AsTask().WaitAsync(Patience);
        Assert.Equal(DatagramFault.None, Datagram.Read(answer, out var said));
        return said;
    }
}
