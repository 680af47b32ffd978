using System.Buffers;

namespace Usher.Journal;

/// <summary>Bytes in parts, so that much of them needs no piece of memory of that size, and none is copied while it grows.</summary>
public sealed class ByteParts : IBufferWriter<byte>
{
    /// <summary>What one part has at least room for, in bytes.</summary>
    public const int PartBytes = 256 * 1024;

    private readonly List<ReadOnlyMemory<byte>> full = [];
    private byte[] part = [];
    private int used;

    /// <summary>All that was written. The parts are not copied: write no more while it is in use.</summary>
    public ReadOnlySequence<byte> Written => Join([.. full, part.AsMemory(0, used)]);

    /// <summary>Parts as one sequence, without a copy.</summary>
    public static ReadOnlySequence<byte> Join(IEnumerable<ReadOnlyMemory<byte>> parts)
    {
        Segment? first = null, last = null;
        foreach (var bytes in parts)
        {
            if (bytes.IsEmpty)
                continue;
            last = last is null ? new Segment(bytes) : last.Append(bytes);
            first ??= last;
        }

        return first is null ? ReadOnlySequence<byte>.Empty : new ReadOnlySequence<byte>(first, 0, last!, last!.Memory.Length);
    }

    /// <inheritdoc />
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, part.Length - used);
        used += count;
    }

    /// <inheritdoc />
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return part.AsMemory(used);
    }

    /// <inheritdoc />
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return part.AsSpan(used);
    }

    private void Reserve(int bytes)
    {
        if (part.Length - used >= Math.Max(bytes, 1))
            return;
        full.Add(part.AsMemory(0, used));
        part = GC.AllocateUninitializedArray<byte>(Math.Max(bytes, PartBytes));
        used = 0;
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> bytes) => Memory = bytes;

        public Segment Append(ReadOnlyMemory<byte> bytes)
        {
            var next = new Segment(bytes) { RunningIndex = RunningIndex + Memory.Length };
            Next = next;
            return next;
        }
    }
}
