using System.Buffers;
using Usher.Core;

namespace Usher.Journal.Codec;

/// <summary>Reads events from parts that are cut anywhere. What is left of a part goes before the next one, in a buffer that is used again.</summary>
internal sealed class PartsDecoder(ReadOnlySequence<byte> parts)
{
    /// <summary>With fewer bytes than this left, the next part is taken first. A longer event that is cut is tried again with more.</summary>
    internal const int EnoughBytes = 1024;

    private byte[] buffer = [];
    private int position, end;

    /// <summary>All events.</summary>
    public IEnumerable<PoolEvent> All()
    {
        var rest = parts;
        while (!rest.IsEmpty)
        {
            Take(rest.First.Span);
            rest = rest.Slice(rest.First.Length);
            while (position < end && (rest.IsEmpty || end - position >= EnoughBytes) && TryNext(isLast: rest.IsEmpty) is { } happened)
                yield return happened;
        }
    }

    /// <returns>Null: the event goes on in the next part.</returns>
    private PoolEvent? TryNext(bool isLast)
    {
        var before = position;
        try
        {
            return EventCodec.Next(buffer.AsSpan(0, end), ref position);
        }
        catch (JournalCorruptException) when (!isLast)
        {
            position = before;
            return null;
        }
    }

    private void Take(ReadOnlySpan<byte> part)
    {
        var left = buffer.AsSpan(position, end - position);
        if (left.Length + part.Length > buffer.Length)
        {
            var larger = GC.AllocateUninitializedArray<byte>(Math.Max(left.Length + part.Length, buffer.Length * 2));
            left.CopyTo(larger);
            buffer = larger;
        }
        else
        {
            left.CopyTo(buffer);
        }

        (position, end) = (0, left.Length + part.Length);
        part.CopyTo(buffer.AsSpan(left.Length));
    }
}
