using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Usher.Protocol;

namespace Usher.Bench.Datagrams;

/// <summary>A plaintext connection that takes connectionless leases and asks how many are held.</summary>
internal sealed class Desk : IAsyncDisposable
{
    private const int AtOnce = 512;

    private readonly NetworkStream stream;
    private readonly PipeReader input;
    private readonly IPAddress server;

    private Desk(Socket socket)
    {
        stream = new NetworkStream(socket, ownsSocket: true);
        input = PipeReader.Create(stream);
        server = ((IPEndPoint)socket.RemoteEndPoint!).Address;
    }

    public static async Task<Desk> ConnectAsync(IPEndPoint server)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server);
        var desk = new Desk(socket);
        await desk.SendAsync([new ClientMessage
        {
            Id = 1,
            Hello = new Hello { VersionMin = WireLimits.Version, VersionMax = WireLimits.Version, User = "bench", Host = "bench.example", Datagrams = true },
        }]);
        await desk.ReceiveAsync(ServerMessage.BodyOneofCase.Welcome);
        return desk;
    }

    /// <summary>Takes so many leases.</summary>
    public async Task<KeyedLeases> TakeAsync(string feature, int count, TimeSpan ttl)
    {
        var leases = new KeyedLeases(count);
        foreach (var some in Enumerable.Range(0, count).Chunk(AtOnce))
        {
            await SendAsync(some.Select(index => Checkout(index, feature, ttl)));
            foreach (var _ in some)
            {
                var granted = await ReceiveAsync(ServerMessage.BodyOneofCase.Granted);
                leases.Add((int)granted.Id - 1, server, granted.Granted.Validation
                    ?? throw new InvalidOperationException("the server takes no datagrams"));
            }
        }

        return leases;
    }

    /// <summary>Asks for one seat more than there are, and forgets about it: a server that kept count refuses.</summary>
    public async Task AskForOneMoreAsync(string feature, int count, TimeSpan ttl)
    {
        await SendAsync([Checkout(count, feature, ttl)]);
        await ReceiveAsync(ServerMessage.BodyOneofCase.Denied, ServerMessage.BodyOneofCase.Granted);
    }

    /// <summary>How many leases of a feature are active.</summary>
    public async Task<int> ActiveAsync(string feature)
    {
        await SendAsync([new ClientMessage { Id = 1, Status = new StatusQuery { Features = { feature } } }]);
        return (int)(await ReceiveAsync(ServerMessage.BodyOneofCase.Status)).Status.Features[0].Counts.Active;
    }

    public async ValueTask DisposeAsync()
    {
        await input.CompleteAsync();
        await stream.DisposeAsync();
    }

    private static ClientMessage Checkout(int index, string feature, TimeSpan ttl) => new()
    {
        Id = (ulong)index + 1,
        Checkout = new Checkout
        {
            RequestId = KeyedLeases.BytesOf(index), Lease = KeyedLeases.BytesOf(index), Feature = feature,
            TtlSeconds = (uint)Math.Ceiling(ttl.TotalSeconds), Connectionless = true,
        },
    };

    private async Task SendAsync(IEnumerable<ClientMessage> messages)
    {
        var bytes = new ArrayBufferWriter<byte>();
        foreach (var message in messages)
            Frame.Write(bytes, message);
        await stream.WriteAsync(bytes.WrittenMemory);
    }

    private async Task<ServerMessage> ReceiveAsync(params ServerMessage.BodyOneofCase[] expected)
    {
        while (true)
        {
            var read = await input.ReadAsync();
            var unread = read.Buffer;
            if (Frame.TryRead(ref unread, WireLimits.ServerMessageBytesMax, out var body))
            {
                var message = ServerMessage.Parser.ParseFrom(body);
                input.AdvanceTo(unread.Start);
                if (expected.Contains(message.BodyCase))
                    return message;
                if (message.Id != 0)
                    throw new InvalidDataException($"the server answered {message}");
                continue;
            }

            input.AdvanceTo(unread.Start, unread.End);
            if (read.IsCompleted)
                throw new EndOfStreamException("the server ended the connection");
        }
    }
}
