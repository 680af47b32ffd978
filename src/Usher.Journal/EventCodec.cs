using System.Buffers;
using Usher.Core;

namespace Usher.Journal;

/// <summary>Pool events as bytes. The layout is docs/journal.md; what is written stays readable for ever.</summary>
public static class EventCodec
{
    /// <summary>Writes one event after what is already there.</summary>
    public static void Encode(PoolEvent happened, IBufferWriter<byte> output) => throw new NotImplementedException();

    /// <summary>Reads events that were written one after the other.</summary>
    /// <exception cref="JournalCorruptException">The bytes are not events.</exception>
    public static IEnumerable<PoolEvent> Decode(ReadOnlyMemory<byte> payload) => throw new NotImplementedException();
}
