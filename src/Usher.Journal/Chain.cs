using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Usher.Journal;

/// <summary>
/// The hash chain of a stream: each entry's hash covers the one before it, so that no entry can be changed, removed
/// or moved without every later hash showing it. docs/journal.md has the layout and a script that recomputes it.
/// </summary>
public static class Chain
{
    /// <summary>Bytes of a hash: SHA-256.</summary>
    public const int HashBytes = 32;

    private const int HeaderBytesMax = 2 + JournalLimits.StreamBytesMax + 8 + 4 + 16 + 8;

    /// <summary>What the first entry of a stream follows: 32 zero bytes.</summary>
    public static ReadOnlyMemory<byte> Origin { get; } = new byte[HashBytes];

    /// <summary>SHA-256 of the previous hash, the entry's header and its payload.</summary>
    /// <param name="previous">The hash of the entry before; <see cref="Origin"/> for the first.</param>
    /// <param name="stream">Name of the stream.</param>
    /// <param name="firstSequence">Number of the entry's first event.</param>
    /// <param name="count">Events in the entry.</param>
    /// <param name="batchId">The batch it came with.</param>
    /// <param name="at">When it was decided; its offset from UTC does not matter.</param>
    /// <param name="payload">The encoded events.</param>
    public static byte[] Next(
        ReadOnlySpan<byte> previous,
        StreamId stream,
        long firstSequence,
        int count,
        Guid batchId,
        DateTimeOffset at,
        ReadOnlySpan<byte> payload)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        return Next(hash, previous, stream, firstSequence, count, batchId, at, payload);
    }

    /// <summary>The same with a hash object that is used again; it must be fresh or reset.</summary>
    internal static byte[] Next(
        IncrementalHash hash,
        ReadOnlySpan<byte> previous,
        StreamId stream,
        long firstSequence,
        int count,
        Guid batchId,
        DateTimeOffset at,
        ReadOnlySpan<byte> payload)
    {
        Span<byte> header = stackalloc byte[HashBytes + HeaderBytesMax];
        previous.CopyTo(header);
        var used = HashBytes + WriteHeader(header[HashBytes..], stream, firstSequence, count, batchId, at);
        hash.AppendData(header[..used]);
        hash.AppendData(payload);
        return hash.GetHashAndReset();
    }

    private static int WriteHeader(
        Span<byte> header, StreamId stream, long firstSequence, int count, Guid batchId, DateTimeOffset at)
    {
        var nameBytes = Encoding.UTF8.GetBytes(stream.Value, header[2..]);
        BinaryPrimitives.WriteUInt16BigEndian(header, (ushort)nameBytes);
        var rest = header[(2 + nameBytes)..];
        BinaryPrimitives.WriteInt64BigEndian(rest, firstSequence);
        BinaryPrimitives.WriteInt32BigEndian(rest[8..], count);
        batchId.TryWriteBytes(rest[12..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(rest[28..], at.UtcTicks);
        return 2 + nameBytes + 36;
    }
}
