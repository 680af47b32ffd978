using System.Buffers;

namespace Usher.Journal;

/// <summary>A stream's state at a sequence number, encoded as events that build it. Bounds replay; never the only copy.</summary>
/// <param name="Stream">Which.</param>
/// <param name="Sequence">The last event that is in it.</param>
/// <param name="Count">How many events.</param>
/// <param name="Payload">The encoded events, in parts that are cut anywhere: as one piece, those of a million leases are over 100 MB.</param>
public sealed record Snapshot(StreamId Stream, long Sequence, int Count, ReadOnlySequence<byte> Payload)
{
    /// <summary>One whose events are in one piece.</summary>
    public Snapshot(StreamId stream, long sequence, int count, ReadOnlyMemory<byte> payload)
        : this(stream, sequence, count, new ReadOnlySequence<byte>(payload))
    {
    }
}
