using System.Buffers;
using System.Buffers.Binary;
using Usher.Journal;

namespace Usher.Server.Lanes;

/// <summary>Encodes what was decided into one batch for the journal; its buffer is reused when the append has ended.</summary>
internal sealed class LaneScribe
{
    private readonly ArrayBufferWriter<byte> payload = new(64 * 1024);
    private readonly List<(LanePool Pool, int Start)> parts = [];

    /// <summary>The events of all touched pools.</summary>
    /// <param name="touched">Whose.</param>
    /// <param name="at">When they were decided.</param>
    /// <param name="ids">Names the batch.</param>
    /// <param name="after">The batch on whose events they build, while it is not known to be durable.</param>
    /// <returns>Null when nothing happened: an empty batch is not journaled.</returns>
    public Batch? Write(List<LanePool> touched, DateTimeOffset at, IdSource ids, Guid? after)
    {
        payload.ResetWrittenCount();
        parts.Clear();
        foreach (var pool in touched)
        {
            if (pool.Fresh.Count == 0)
                continue;
            parts.Add((pool, payload.WrittenCount));
            foreach (var happened in pool.Fresh)
                EventCodec.Encode(happened, payload);
        }

        return parts.Count == 0 ? null : new Batch(Id(ids.Next(), at), Appends(at)) { After = after };
    }

    /// <summary>A random id that grows with time, as version 7 does: the journal's index of batches stays small in memory.</summary>
    private static Guid Id(Guid random, DateTimeOffset at)
    {
        Span<byte> bits = stackalloc byte[16];
        random.TryWriteBytes(bits, bigEndian: true, out _);
        var version = bits[6];
        BinaryPrimitives.WriteInt64BigEndian(bits, at.ToUnixTimeMilliseconds() << 16 | (uint)(version << 8 & 0x0F00) | 0x7000u | bits[7]);
        return new Guid(bits, bigEndian: true);
    }

    private StreamAppend[] Appends(DateTimeOffset at)
    {
        // Only now: while it grew, the buffer may have moved.
        var written = payload.WrittenMemory;
        var appends = new StreamAppend[parts.Count];
        for (var index = 0; index < appends.Length; index++)
        {
            var (pool, start) = parts[index];
            var end = index + 1 < parts.Count ? parts[index + 1].Start : written.Length;
            appends[index] = new StreamAppend(pool.Stream, pool.Expected, pool.Fresh.Count, at, written[start..end]);
        }

        return appends;
    }
}
