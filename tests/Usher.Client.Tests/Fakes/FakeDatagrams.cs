using System.Threading.Channels;
using Usher.Client.Datagrams;
using Usher.Protocol;

namespace Usher.Client.Tests.Fakes;

/// <summary>The server's end of 1203/udp, played by the test. What is sent waits until it is received.</summary>
internal sealed class FakeDatagrams : IDatagramTransport
{
    internal const int Port = 1203;

    internal static readonly byte[] Key = [.. Enumerable.Range(0, WireLimits.DatagramKeyBytes).Select(one => (byte)one)];

    private readonly Channel<byte[]> _sent = Channel.CreateUnbounded<byte[]>();
    private DatagramReceived _received = _ => { };

    /// <summary>The run of the server.</summary>
    internal ulong Boot { get; set; } = 77;

    /// <summary>Nothing arrives.</summary>
    internal bool IsBlocked { get; set; }

    /// <summary>Where the client sent to.</summary>
    internal List<(string Endpoint, int Port)> Opened { get; } = [];

    /// <summary>Questions that wait to be received.</summary>
    internal int Waiting => _sent.Reader.Count;

    public IDatagramLink? Open(string endpoint, int port, DatagramReceived received)
    {
        Opened.Add((endpoint, port));
        _received = received;
        return new Link(this);
    }

    internal static Validation HandedOver(ulong boot, ulong counter = 0, bool connectionless = false, uint heartbeatSeconds = 120) => new()
    {
        Port = Port,
        Key = Google.Protobuf.ByteString.CopyFrom(Key),
        Boot = boot,
        Counter = counter,
        HeartbeatSeconds = heartbeatSeconds,
        Connectionless = connectionless,
    };

    /// <summary>The next question, which must be genuine.</summary>
    internal async Task<Datagram> ReceiveAsync()
    {
        var bytes = await _sent.Reader.ReadAsync().Soon();
        Assert.Equal(DatagramFault.None, Datagram.Read(bytes, out var question));
        using var seal = new DatagramSeal();
        Assert.True(seal.IsGenuine(bytes, Key));
        return question;
    }

    /// <summary>The next question, which must be a heartbeat.</summary>
    internal async Task<Datagram> HeartbeatAsync()
    {
        var question = await ReceiveAsync();
        Assert.Equal(DatagramKind.Heartbeat, question.Kind);
        return question;
    }

    internal void Answer(in Datagram question, LeaseStanding standing = LeaseStanding.Good, uint ttlSeconds = ClientScenario.TtlSeconds, byte[]? key = null)
    {
        Span<byte> bytes = stackalloc byte[WireLimits.DatagramBytes];
        using var seal = new DatagramSeal();
        seal.Write(question.Answer(standing, Boot, ttlSeconds), key ?? Key, bytes);
        _received(bytes);
    }

    internal void Bring(ReadOnlySpan<byte> bytes) => _received(bytes);

    private sealed class Link(FakeDatagrams network) : IDatagramLink
    {
        public void Send(ReadOnlySpan<byte> datagram)
        {
            if (!network.IsBlocked)
                network._sent.Writer.TryWrite(datagram.ToArray());
        }

        public void Dispose()
        {
        }
    }
}
