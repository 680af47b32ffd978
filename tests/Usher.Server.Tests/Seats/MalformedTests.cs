using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Usher.Protocol;

namespace Usher.Server.Tests.Seats;

/// <summary>Whatever bytes come: the connection may end, nothing else may happen.</summary>
public sealed class MalformedTests
{
    [Fact]
    public void Arbitrary_bytes_before_the_hello_end_the_connection_and_nothing_else() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(200),
            Prop.ForAll<byte[]>(bytes => SurvivesAsync(bytes, isWelcome: false).GetAwaiter().GetResult()));

    [Fact]
    public void Arbitrary_bytes_after_the_hello_end_the_connection_and_nothing_else() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(200),
            Prop.ForAll<byte[]>(bytes => SurvivesAsync(bytes, isWelcome: true).GetAwaiter().GetResult()));

    [Fact]
    public void Changed_bytes_in_good_requests_never_harm_the_server() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll<byte, byte>((at, with) => SurvivesAsync(Changed(at, with), isWelcome: true).GetAwaiter().GetResult()));

    [Theory]
    [InlineData("80808080808080", ErrorCodes.BadFrame)] // a length of more than 32 bits
    [InlineData("8000", ErrorCodes.BadFrame)] // a padded length
    [InlineData("ffffffff0f", ErrorCodes.BadFrame)] // 4 GiB
    [InlineData("02ffff", ErrorCodes.BadFrame)] // not a message
    [InlineData("00", ErrorCodes.BadField)] // an empty message has no id
    public async Task A_broken_frame_is_named_and_ends_the_connection(string hex, string code)
    {
        await using var server = await SeatsScenario.StartAsync();
        var ada = await server.ConnectAsync();

        await ada.SendBytesAsync(Convert.FromHexString(hex));

        Assert.Equal(code, (await ada.ReceiveAsync()).Failed.Code);
        Assert.Null(await ada.TryReceiveAsync());
        await ada.Handling;
    }

    [Fact]
    public async Task Requests_before_a_broken_frame_are_still_decided()
    {
        await using var server = await SeatsScenario.StartAsync();
        var ada = await server.ConnectAsync();
        var good = TestClient.Checkout(server.NewLease());
        good.Id = 5;
        var bytes = new ArrayBufferWriter<byte>();
        Frame.Write(bytes, good);
        bytes.Write<byte>([0x02, 0xff, 0xff]);

        await ada.SendBytesAsync(bytes.WrittenMemory);

        await ada.Handling;
        await server.SettleAsync();
        Assert.Equal(1, server.Counts.Lingering);
    }

    [Fact]
    public async Task A_request_of_an_unknown_kind_is_answered_and_the_connection_goes_on()
    {
        await using var server = await SeatsScenario.StartAsync();
        var ada = await server.ConnectAsync();

        // id 9, and a field 99 of a later version
        await ada.SendBytesAsync(Convert.FromHexString("0508099a0600"));

        var answer = await ada.ReceiveAsync();
        Assert.Equal((9u, ErrorCodes.BadField), (answer.Id, answer.Failed.Code));
        await ada.BeatAsync();
    }

    [Fact]
    public async Task A_message_may_come_byte_by_byte()
    {
        await using var server = await SeatsScenario.StartAsync();
        var ada = server.Connect();
        var hello = TestClient.Hello();
        hello.Id = 1;
        var bytes = new ArrayBufferWriter<byte>();
        Frame.Write(bytes, hello);

        for (var at = 0; at < bytes.WrittenCount; at++)
            await ada.SendBytesAsync(bytes.WrittenMemory[at..(at + 1)]);

        Assert.NotNull((await ada.ReceiveAsync()).Welcome);
    }

    /// <summary>The connection ends without an exception, and the server serves the next one.</summary>
    private static async Task<bool> SurvivesAsync(byte[] bytes, bool isWelcome)
    {
        await using var server = await SeatsScenario.StartAsync();
        var client = isWelcome ? await server.ConnectAsync("mallory") : server.Connect();
        await client.SendBytesAsync(bytes);
        await client.LeaveAsync();

        var ada = await server.ConnectAsync();
        return (await ada.CheckoutAsync(server.NewLease())).Granted is not null || server.Counts.Free == 0;
    }

    private static byte[] Changed(byte at, byte with)
    {
        var id = ByteString.CopyFrom([.. Enumerable.Range(1, 16).Select(value => (byte)value)]);
        ClientMessage[] requests =
        [
            new() { Id = 1, Checkout = new() { RequestId = id, Lease = id, Feature = "cad", Seats = 1, Version = "1.0", WaitSeconds = 5, Priority = -3 } },
            new() { Id = 2, Renew = new() { Lease = id, Feature = "cad", TtlSeconds = 60 } },
            new() { Id = 3, Heartbeat = new() { Leases = { id } } },
            new() { Id = 4, Status = new() { Features = { "acme/cad" } } },
            new() { Id = 5, Who = new() { Feature = "cad", Skip = 1, Take = 2 } },
            new() { Id = 6, CancelWait = new() { Lease = id, Feature = "cad" } },
            new() { Id = 7, CheckIn = new() { Lease = id, Feature = "cad" } },
        ];
        var bytes = new ArrayBufferWriter<byte>();
        foreach (var request in requests)
            Frame.Write(bytes, request);
        var changed = bytes.WrittenSpan.ToArray();
        changed[at % changed.Length] = with;
        return changed;
    }
}
