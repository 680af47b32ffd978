using System.Buffers.Binary;

namespace Usher.Protocol;

/// <summary>
/// A question or an answer of 1203/udp: always <see cref="WireLimits.DatagramBytes"/> long, so that no answer is longer
/// than its question. docs/protocol.md has the layout.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Standing">What an answer says of the lease; <see cref="LeaseStanding.Asked"/> in a question.</param>
/// <param name="Lease">Which lease; not zero.</param>
/// <param name="Counter">Greater in each question about a lease; an answer repeats its question's.</param>
/// <param name="Boot">Which run of the server is asked, or answers.</param>
/// <param name="TtlSeconds">How long the lease is good, counted from when the question was sent; 0 in a question.</param>
public readonly record struct Datagram(
    DatagramKind Kind, LeaseStanding Standing, UInt128 Lease, ulong Counter, ulong Boot, uint TtlSeconds)
{
    /// <summary>What the tag covers: all of it before the tag.</summary>
    internal const int SealedBytes = WireLimits.DatagramBytes - WireLimits.DatagramTagBytes;

    private const byte Magic = (byte)'U';
    private const byte AnswerBit = 0x80;
    private const int LeaseAt = 4;
    private const int CounterAt = 20;
    private const int BootAt = 28;
    private const int TtlAt = 36;
    private const int PaddingAt = 40;

    /// <summary>A question.</summary>
    public static Datagram Question(DatagramKind kind, UInt128 lease, ulong counter, ulong boot) =>
        new(kind, LeaseStanding.Asked, lease, counter, boot, 0);

    /// <summary>It asks; else it answers.</summary>
    public bool IsQuestion => ((byte)Kind & AnswerBit) == 0;

    /// <summary>The answer to this question.</summary>
    public Datagram Answer(LeaseStanding standing, ulong boot, uint ttlSeconds) =>
        this with { Kind = (DatagramKind)((byte)Kind | AnswerBit), Standing = standing, Boot = boot, TtlSeconds = ttlSeconds };

    /// <summary>Reads one; whether it is genuine is another question: <see cref="DatagramSeal.IsGenuine"/>.</summary>
    /// <returns><see cref="DatagramFault.None"/> when <paramref name="read"/> is all that the bytes say.</returns>
    public static DatagramFault Read(ReadOnlySpan<byte> bytes, out Datagram read)
    {
        read = default;
        if (bytes.Length != WireLimits.DatagramBytes || bytes[0] != Magic)
            return DatagramFault.Malformed;
        if (bytes[1] != WireLimits.DatagramVersion)
            return DatagramFault.OtherVersion;
        read = new Datagram(
            (DatagramKind)bytes[2],
            (LeaseStanding)bytes[3],
            BinaryPrimitives.ReadUInt128BigEndian(bytes[LeaseAt..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[CounterAt..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[BootAt..]),
            BinaryPrimitives.ReadUInt32BigEndian(bytes[TtlAt..]));
        return read.IsSound && !bytes[PaddingAt..SealedBytes].ContainsAnyExcept((byte)0) ? DatagramFault.None : DatagramFault.Malformed;
    }

    /// <summary>Writes all but the tag.</summary>
    internal void Write(Span<byte> bytes)
    {
        bytes[0] = Magic;
        bytes[1] = WireLimits.DatagramVersion;
        bytes[2] = (byte)Kind;
        bytes[3] = (byte)Standing;
        BinaryPrimitives.WriteUInt128BigEndian(bytes[LeaseAt..], Lease);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[CounterAt..], Counter);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[BootAt..], Boot);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[TtlAt..], TtlSeconds);
        bytes[PaddingAt..SealedBytes].Clear();
    }

    private bool IsSound => Lease != UInt128.Zero && Kind switch
    {
        DatagramKind.Heartbeat or DatagramKind.Query => Standing == LeaseStanding.Asked && TtlSeconds == 0,
        DatagramKind.HeartbeatAnswer or DatagramKind.QueryAnswer => Standing is LeaseStanding.Good or LeaseStanding.AskOverTcp or LeaseStanding.Restarted,
        _ => false,
    };
}
