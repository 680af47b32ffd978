using System.Buffers;
using Usher.Core;
using Usher.Journal.Codec;

namespace Usher.Journal;

/// <summary>Pool events as bytes. The layout is docs/journal.md; what is written stays readable for ever.</summary>
public static class EventCodec
{
    /// <summary>Writes one event after what is already there.</summary>
    public static void Encode(PoolEvent happened, IBufferWriter<byte> output)
    {
        var writer = new ByteWriter(output);
        EventEncoder.Write(ref writer, happened);
        writer.Flush();
    }

    /// <summary>Reads events that were written one after the other. Lazy: an error comes when its event is reached.</summary>
    /// <exception cref="JournalCorruptException">The bytes are not events.</exception>
    public static IEnumerable<PoolEvent> Decode(ReadOnlyMemory<byte> payload)
    {
        var position = 0;
        while (position < payload.Length)
            yield return Next(payload.Span, ref position);
    }

    /// <summary>The same from parts that are cut anywhere.</summary>
    /// <inheritdoc cref="Decode(ReadOnlyMemory{byte})" />
    public static IEnumerable<PoolEvent> Decode(ReadOnlySequence<byte> payload) =>
        payload.IsSingleSegment ? Decode(payload.First) : new PartsDecoder(payload).All();

    internal static PoolEvent Next(ReadOnlySpan<byte> bytes, ref int position)
    {
        var reader = new ByteReader(bytes, position);
        var happened = EventDecoder.Read(ref reader);
        position = reader.Position;
        return happened;
    }
}
