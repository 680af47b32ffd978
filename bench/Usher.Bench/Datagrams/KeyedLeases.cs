using System.Buffers.Binary;
using System.Net;
using Usher.Protocol;

namespace Usher.Bench.Datagrams;

/// <summary>Leases that were taken, with what datagrams about them take. Columns, because there may be a million.</summary>
internal sealed class KeyedLeases(int count) : IDisposable
{
    private readonly byte[] keys = new byte[count * WireLimits.DatagramKeyBytes];
    private readonly ulong[] counters = new ulong[count];
    private readonly DatagramSeal seal = new();
    private ulong boot;

    /// <summary>How many.</summary>
    public int Count => count;

    /// <summary>Where to ask.</summary>
    public IPEndPoint Server { get; private set; } = new(IPAddress.Loopback, 0);

    /// <summary>The id of one: spread like random ids.</summary>
    public static UInt128 IdOf(int index) => new((ulong)(index + 1) * 0x9E3779B97F4A7C15, (ulong)index + 1);

    /// <summary>The same as it travels over TCP.</summary>
    public static Google.Protobuf.ByteString BytesOf(int index)
    {
        var bytes = new byte[WireLimits.IdBytes];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, IdOf(index));
        return Google.Protobuf.ByteString.CopyFrom(bytes);
    }

    /// <summary>Which of them an answer is about.</summary>
    public static int IndexOf(in Datagram answer) => (int)(ulong)answer.Lease - 1;

    /// <summary>One was granted.</summary>
    public void Add(int index, IPAddress server, Validation handedOver)
    {
        handedOver.Key.Span.CopyTo(keys.AsSpan(index * WireLimits.DatagramKeyBytes));
        (counters[index], boot) = (handedOver.Counter, handedOver.Boot);
        if (Server.Port == 0)
            Server = new IPEndPoint(server, (int)handedOver.Port);
    }

    /// <summary>Writes the next heartbeat of one.</summary>
    public void Ask(int index, Span<byte> bytes) => seal.Write(
        Datagram.Question(DatagramKind.Heartbeat, IdOf(index), ++counters[index], boot),
        keys.AsSpan(index * WireLimits.DatagramKeyBytes, WireLimits.DatagramKeyBytes),
        bytes);

    public void Dispose() => seal.Dispose();
}
