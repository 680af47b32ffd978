using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Usher.Protocol;
using Usher.Server.Seats;

namespace Usher.Server.Tests.Seats;

/// <summary>Every limit of the wire and of a connection, at the limit and one beyond it.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData(1, 1, null)]
    [InlineData(0, 1, null)]
    [InlineData(1, 9, null)]
    [InlineData(2, 9, ErrorCodes.VersionUnsupported)]
    [InlineData(0, 0, ErrorCodes.VersionUnsupported)]
    public async Task A_common_protocol_version_is_needed(uint min, uint max, string? refused)
    {
        var hello = TestClient.Hello();
        (hello.Hello.VersionMin, hello.Hello.VersionMax) = (min, max);

        Assert.Equal(refused, await RefusalOfAsync(hello));
    }

    [Theory]
    [InlineData(0, ErrorCodes.BadField)]
    [InlineData(1, null)]
    [InlineData(128, null)]
    [InlineData(129, ErrorCodes.BadField)]
    public async Task User_and_host_have_1_to_128_characters(int chars, string? refused)
    {
        var user = TestClient.Hello();
        user.Hello.User = new string('u', chars);
        var host = TestClient.Hello();
        host.Hello.Host = new string('h', chars);

        Assert.Equal(refused, await RefusalOfAsync(user));
        Assert.Equal(refused, await RefusalOfAsync(host));
    }

    [Theory]
    [InlineData(128, null)]
    [InlineData(129, ErrorCodes.BadField)]
    public async Task Display_application_and_agent_have_up_to_128_characters(int chars, string? refused)
    {
        var hellos = new[] { TestClient.Hello(), TestClient.Hello(), TestClient.Hello() };
        hellos[0].Hello.Display = new string('x', chars);
        hellos[1].Hello.Application = new string('x', chars);
        hellos[2].Hello.Agent = new string('x', chars);

        foreach (var hello in hellos)
            Assert.Equal(refused, await RefusalOfAsync(hello));
    }

    [Fact]
    public async Task Names_have_no_control_characters()
    {
        var hello = TestClient.Hello();
        hello.Hello.User = "ada\u001b[2J";

        Assert.Equal(ErrorCodes.BadField, await RefusalOfAsync(hello));
    }

    [Theory]
    [InlineData(64, null)]
    [InlineData(65, ErrorCodes.BadField)]
    public async Task A_hello_names_up_to_64_vendor_keys(int keys, string? refused)
    {
        var hello = TestClient.Hello();
        for (var key = 0; key < keys; key++)
            hello.Hello.VendorKeys.Add(SeatsScenario.VendorKey);

        Assert.Equal(refused, await RefusalOfAsync(hello));
    }

    [Theory]
    [InlineData(63)]
    [InlineData(65)]
    public async Task A_vendor_key_id_has_64_digits(int digits)
    {
        var hello = TestClient.Hello();
        hello.Hello.VendorKeys.Add(new string('a', digits));

        Assert.Equal(ErrorCodes.BadField, await RefusalOfAsync(hello));
    }

    [Fact]
    public async Task The_first_message_must_be_a_hello_and_a_second_one_ends_the_connection()
    {
        await using var server = await SeatsScenario.StartAsync();
        var eager = server.Connect();
        Assert.Equal(ErrorCodes.HelloExpected, (await SendAndReceiveAsync(eager, new() { Heartbeat = new() })).Failed.Code);
        Assert.Null(await eager.TryReceiveAsync());

        var ada = await server.ConnectAsync();
        Assert.Equal(ErrorCodes.HelloExpected, (await SendAndReceiveAsync(ada, TestClient.Hello())).Failed.Code);
        Assert.Null(await ada.TryReceiveAsync());
    }

    [Theory]
    [InlineData(WireLimits.ClientMessageBytesMax, null)]
    [InlineData(WireLimits.ClientMessageBytesMax + 1, ErrorCodes.BadFrame)]
    public async Task A_message_of_a_client_has_up_to_64_KiB(int bytes, string? refused)
    {
        await using var server = await SeatsScenario.StartAsync();
        var ada = await server.ConnectAsync();
        var request = new ClientMessage { Id = 7, Who = new() };
        while (request.CalculateSize() < bytes)
            request.Who.Feature += new string('x', Math.Max(1, bytes - request.CalculateSize()));
        request.Who.Feature = request.Who.Feature[..^(request.CalculateSize() - bytes)];
        Assert.Equal(bytes, request.CalculateSize());

        _ = ada.SendAsync(request);
        var answer = await ada.ReceiveAsync();

        // A name as long as that is refused, but as an answer and not as the end.
        Assert.Equal(refused ?? ErrorCodes.BadField, answer.Failed.Code);
        Assert.Equal(refused is null ? 7u : 0u, answer.Id);
        if (refused is null)
            await ada.BeatAsync();
        else
            Assert.Null(await ada.TryReceiveAsync());
    }

    [Theory]
    [InlineData(0, ErrorCodes.BadField)]
    [InlineData(128, null)]
    [InlineData(129, ErrorCodes.BadField)]
    public async Task A_feature_has_1_to_128_bytes(int bytes, string? failed)
    {
        await using var server = await SeatsScenario.StartAsync();
        var ada = await server.ConnectAsync();

        var answer = await ada.CheckoutAsync(server.NewLease(), new string('f', bytes));

        Assert.Equal(failed ?? ErrorCodes.NoSuchFeature, (answer.Failed ?? answer.Denied).Code);
    }

    [Theory]
    [InlineData(15, ErrorCodes.BadField)]
    [InlineData(16, null)]
    [InlineData(17, ErrorCodes.BadField)]
    public async Task Ids_have_16_bytes(int bytes, string? failed)
    {
        await using var server = await SeatsScenario.StartAsync();
        var ada = await server.ConnectAsync();
        var id = Google.Protobuf.ByteString.CopyFrom([.. Enumerable.Repeat((byte)1, bytes)]);
        var lease = server.NewLease();

        Assert.Equal(failed, (await ada.CheckoutAsync(lease, with: checkout => checkout.RequestId = id)).Failed?.Code);
        Assert.Equal(failed, (await ada.CheckoutAsync(lease, with: checkout => checkout.Lease = id)).Failed?.Code);
        Assert.Equal(failed, (await ada.AskAsync(new() { CheckIn = new() { Lease = id, Feature = "cad" } })).Failed?.Code);
        Assert.Equal(failed, (await ada.AskAsync(new() { Renew = new() { Lease = id, Feature = "cad" } })).Failed?.Code);
        Assert.Equal(failed, (await ada.AskAsync(new() { CancelWait = new() { Lease = id, Feature = "cad" } })).Failed?.Code);
        var beat = new Heartbeat();
        beat.Leases.Add(id);
        Assert.Equal(failed, (await ada.AskAsync(new() { Heartbeat = beat })).Failed?.Code);
    }

    [Theory]
    [InlineData(-101, ErrorCodes.BadField)]
    [InlineData(-100, null)]
    [InlineData(100, null)]
    [InlineData(101, ErrorCodes.BadField)]
    [InlineData(int.MinValue, ErrorCodes.BadField)]
    public async Task A_priority_is_between_minus_100_and_100(int priority, string? failed)
    {
        await using var server = await SeatsScenario.StartAsync();
        var ada = await server.ConnectAsync();

        Assert.Equal(failed, (await ada.CheckoutAsync(server.NewLease(), with: checkout => checkout.Priority = priority)).Failed?.Code);
    }

    [Theory]
    [InlineData("1.2.3.4", ErrorCodes.VersionTooHigh)]
    [InlineData("1.2.3.4.5", ErrorCodes.BadField)]
    [InlineData("new", ErrorCodes.BadField)]
    public async Task A_version_is_one_to_four_numbers(string version, string code)
    {
        await using var server = await SeatsScenario.StartAsync();
        var ada = await server.ConnectAsync();

        var answer = await ada.CheckoutAsync(server.NewLease(), with: checkout => checkout.Version = version);

        Assert.Equal(code, (answer.Failed ?? answer.Denied).Code);
    }

    [Theory]
    [InlineData(uint.MaxValue)]
    [InlineData(65_536u)]
    public async Task More_seats_than_a_request_may_ask_for_are_refused(uint seats)
    {
        await using var server = await SeatsScenario.StartAsync();
        var ada = await server.ConnectAsync();

        Assert.Equal(ErrorCodes.BadSeatCount, (await ada.CheckoutAsync(server.NewLease(), with: checkout => checkout.Seats = seats)).Denied.Code);
    }

    [Fact]
    public async Task The_longest_times_that_can_be_written_are_cut_not_refused()
    {
        await using var server = await SeatsScenario.StartAsync();
        var ada = await server.ConnectAsync();

        var granted = (await ada.CheckoutAsync(
            server.NewLease(), with: checkout => (checkout.TtlSeconds, checkout.WaitSeconds) = (uint.MaxValue, uint.MaxValue))).Granted;

        Assert.Equal(24u * 3600, granted.TtlSeconds);
    }

    [Theory]
    [InlineData(1000, null)]
    [InlineData(1001, ErrorCodes.BadField)]
    public async Task A_heartbeat_names_up_to_1000_leases(int leases, string? failed)
    {
        await using var server = await SeatsScenario.StartAsync();
        var ada = await server.ConnectAsync();
        var beat = new Heartbeat();
        for (var count = 0; count < leases; count++)
            beat.Leases.Add(TestClient.Wire(server.NewLease()));

        var answer = await ada.AskAsync(new() { Heartbeat = beat });

        Assert.Equal(failed, answer.Failed?.Code);
        Assert.Equal(failed is null ? leases : 0, answer.Alive?.Gone.Count ?? 0);
    }

    [Theory]
    [InlineData(1000, null)]
    [InlineData(1001, ErrorCodes.BadField)]
    public async Task Who_and_status_answer_up_to_1000_rows(int rows, string? failed)
    {
        await using var server = await SeatsScenario.StartAsync();
        var ada = await server.ConnectAsync();
        var status = new StatusQuery();
        status.Features.Add(Enumerable.Repeat("cad", rows));

        Assert.Equal(failed, (await ada.AskAsync(new() { Who = new() { Take = (uint)rows } })).Failed?.Code);
        Assert.Equal(failed, (await ada.AskAsync(new() { Status = status })).Failed?.Code);
    }

    [Theory]
    [InlineData(1024, 1024)]
    [InlineData(1025, 1024)]
    public async Task At_most_1024_requests_are_in_flight_on_a_connection(int requests, int granted)
    {
        await using var server = await SeatsScenario.StartAsync(seats: 2000);
        var ada = await server.ConnectAsync();
        var hold = server.Journal.Hold();
        for (var count = 0; count < requests; count++)
            await ada.SendAsync(TestClient.Checkout(server.NewLease()));
        await hold.Reached.WaitAsync(TimeSpan.FromSeconds(30));
        if (requests > granted)
            Assert.Equal(ErrorCodes.TooManyInFlight, (await ada.ReceiveAsync()).Failed.Code);

        hold.Release();

        for (var count = 0; count < granted; count++)
            Assert.NotNull((await ada.ReceiveAsync()).Granted);
        Assert.Equal(granted, server.Counts.Active);
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_cut_off()
    {
        await using var server = await SeatsScenario.StartAsync(seats: 2, limits: new() { OutputBytesMax = 4096 });
        var deaf = server.Connect(bytesBufferedMax: 1024);
        await deaf.HelloAsync();

        while (!deaf.Connection.IsAborted)
            await deaf.SendAsync(new() { Status = new() });

        await deaf.Handling.WaitAsync(TimeSpan.FromSeconds(30));
        await server.ConnectAsync("bob");
    }

    [Fact]
    public async Task A_connection_without_a_hello_ends_after_ten_seconds()
    {
        await using var server = await SeatsScenario.StartAsync();
        var mute = server.Connect();
        await server.Clock.PassAsync(TimeSpan.FromSeconds(10));

        Assert.Null(await mute.TryReceiveAsync());
    }

    [Fact]
    public async Task A_connection_that_is_silent_ends_after_a_hundred_seconds_and_its_linger_starts()
    {
        await using var server = await SeatsScenario.StartAsync();
        var ada = await server.ConnectAsync();
        await ada.CheckoutAsync(server.NewLease());

        server.Clock.Advance(TimeSpan.FromSeconds(99));
        await ada.BeatAsync();
        server.Clock.Advance(TimeSpan.FromSeconds(99));
        Assert.Equal(900u, (await ada.BeatAsync()).TtlSeconds);
        server.Clock.Advance(TimeSpan.FromSeconds(100));

        Assert.Null(await ada.TryReceiveAsync());
        await server.SettleAsync();
        Assert.Equal(1, server.Counts.Lingering);

        server.Clock.Advance(TimeSpan.FromSeconds(30));
        await server.SettleAsync();
        Assert.Equal(1, server.Counts.Lingering); // It may not know: it was promised 900 s from its last heartbeat.
    }

    [Theory]
    [InlineData(2, 10, 2)]
    [InlineData(10, 2, 2)]
    public async Task The_door_counts_connections_in_all_and_by_address(int max, int perAddressMax, int admitted)
    {
        var door = NewDoor(new SeatsSettings { ConnectionsMax = max, ConnectionsPerAddressMax = perAddressMax });
        var inside = new TaskCompletionSource();
        var entered = new SemaphoreSlim(0);
        var guarded = door.Guard(_ =>
        {
            entered.Release();
            return inside.Task;
        });
        var guests = Enumerable.Range(0, admitted).Select(_ => new TestClient(guarded)).ToArray();
        foreach (var _ in guests)
            Assert.True(await entered.WaitAsync(TimeSpan.FromSeconds(30)));

        var oneMore = new TestClient(guarded);

        await oneMore.Handling.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(oneMore.Connection.IsAborted);
        inside.SetResult();
        await Task.WhenAll(guests.Select(guest => guest.Handling));
        var next = new TestClient(guarded);
        await next.Handling;
        Assert.False(next.Connection.IsAborted);
    }

    [Fact]
    public async Task Who_is_not_trusted_gets_no_byte()
    {
        var door = NewDoor(new SeatsSettings(), address => IPAddress.IsLoopback(address));
        var connection = new MemoryConnection { RemoteEndPoint = new IPEndPoint(IPAddress.Parse("192.0.2.1"), 1) };

        var stranger = new TestClient(door.Guard(_ => throw new InvalidOperationException("came in")), connection);

        await stranger.Handling.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(connection.IsAborted);
    }

    [Fact]
    public async Task An_address_of_IPv4_inside_IPv6_is_judged_as_IPv4()
    {
        IPAddress? judged = null;
        var door = NewDoor(new SeatsSettings(), address => (judged = address) is not null);
        var connection = new MemoryConnection { RemoteEndPoint = new IPEndPoint(IPAddress.Parse("::ffff:10.1.2.3"), 1) };

        await new TestClient(door.Guard(_ => Task.CompletedTask), connection).Handling;

        Assert.Equal(IPAddress.Parse("10.1.2.3"), judged);
    }

    private static Door NewDoor(SeatsSettings limits, Func<IPAddress, bool>? isTrusted = null) =>
        new(limits, isTrusted ?? (_ => true), NullLogger<Door>.Instance);

    private static async Task<string?> RefusalOfAsync(ClientMessage hello)
    {
        await using var server = await SeatsScenario.StartAsync();
        var client = server.Connect();
        var answer = await SendAndReceiveAsync(client, hello);
        if (answer.Failed is not null)
            Assert.Null(await client.TryReceiveAsync());
        return answer.Failed?.Code;
    }

    private static async Task<ServerMessage> SendAndReceiveAsync(TestClient client, ClientMessage message)
    {
        await client.SendAsync(message);
        return await client.ReceiveAsync();
    }
}
