using System.Buffers;
using Google.Protobuf;
using Microsoft.AspNetCore.Connections;
using Usher.Core;
using Usher.Protocol;

namespace Usher.Server.Tests.Seats;

/// <summary>Speaks the wire to a handler over a connection in memory. Every wait ends after 30 s at the latest.</summary>
internal sealed class TestClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private ulong lastId;

    public TestClient(ConnectionDelegate handler, MemoryConnection? connection = null)
    {
        Connection = connection ?? new MemoryConnection();
        Handling = RunAsync(handler);
    }

    public MemoryConnection Connection { get; }

    /// <summary>The server's side of the connection; ends with it, and must never fail.</summary>
    public Task Handling { get; }

    public static ByteString Wire(LeaseId lease) => ByteString.CopyFrom(lease.Value.ToByteArray(bigEndian: true));

    public static ClientMessage Hello(string user = "ada") => new()
    {
        Hello = new Hello { VersionMin = 1, VersionMax = 1, User = user, Host = $"{user}-pc", Agent = "test" },
    };

    public async Task<Welcome> HelloAsync(string user = "ada") => (await AskAsync(Hello(user))).Welcome;

    /// <summary>Sends a request and reads its answer; pushes in between are not expected.</summary>
    public async Task<ServerMessage> AskAsync(ClientMessage request)
    {
        var id = await SendAsync(request);
        var answer = await ReceiveAsync();
        Assert.Equal(id, answer.Id);
        return answer;
    }

    public Task<ServerMessage> CheckoutAsync(LeaseId lease, string feature = "cad", Action<Protocol.Checkout>? with = null) =>
        AskAsync(Checkout(lease, feature, with));

    public static ClientMessage Checkout(LeaseId lease, string feature = "cad", Action<Protocol.Checkout>? with = null)
    {
        var checkout = new Protocol.Checkout { RequestId = Wire(lease), Lease = Wire(lease), Feature = feature };
        with?.Invoke(checkout);
        return new ClientMessage { Checkout = checkout };
    }

    public static ClientMessage CheckIn(LeaseId lease, string feature = "cad", Action<Protocol.CheckIn>? with = null)
    {
        var checkIn = new Protocol.CheckIn { Lease = Wire(lease), Feature = feature };
        with?.Invoke(checkIn);
        return new ClientMessage { CheckIn = checkIn };
    }

    public async Task<Alive> BeatAsync(params LeaseId[] leases)
    {
        var heartbeat = new Heartbeat();
        heartbeat.Leases.Add(leases.Select(Wire));
        return (await AskAsync(new ClientMessage { Heartbeat = heartbeat })).Alive;
    }

    public async Task<ulong> SendAsync(ClientMessage request)
    {
        if (request.Id == 0)
            request.Id = ++lastId;
        Frame.Write(Connection.ClientOutput, request);
        await Connection.ClientOutput.FlushAsync();
        return request.Id;
    }

    public async Task SendBytesAsync(ReadOnlyMemory<byte> bytes)
    {
        await Connection.ClientOutput.WriteAsync(bytes);
    }

    /// <summary>The next message; fails when the connection ends.</summary>
    public async Task<ServerMessage> ReceiveAsync() =>
        await TryReceiveAsync() ?? throw new InvalidOperationException("the connection ended");

    /// <summary>The next message; null at the end of the connection.</summary>
    public async Task<ServerMessage?> TryReceiveAsync()
    {
        while (true)
        {
            var read = await Connection.ClientInput.ReadAsync().AsTask().WaitAsync(Patience);
            var unread = read.Buffer;
            if (Frame.TryRead(ref unread, WireLimits.ServerMessageBytesMax, out var body))
            {
                var message = ServerMessage.Parser.ParseFrom(body.ToArray());
                Connection.ClientInput.AdvanceTo(unread.Start);
                return message;
            }

            Connection.ClientInput.AdvanceTo(unread.Start, unread.End);
            if (read.IsCompleted)
                return null;
        }
    }

    /// <summary>The client's process is gone: its side of the connection ends.</summary>
    public async Task LeaveAsync()
    {
        await Connection.ClientOutput.CompleteAsync();
        await Handling.WaitAsync(Patience);
    }

    private async Task RunAsync(ConnectionDelegate handler)
    {
        await Task.Yield();
        await handler(Connection);
        Connection.Finish();
    }
}
