namespace Usher.Journal;

/// <summary>A stream's state at a sequence number, encoded as events that build it. Bounds replay; never the only copy.</summary>
/// <param name="Stream">Which.</param>
/// <param name="Sequence">The last event that is in it.</param>
/// <param name="Count">How many events.</param>
/// <param name="Payload">The encoded events.</param>
public sealed record Snapshot(StreamId Stream, long Sequence, int Count, ReadOnlyMemory<byte> Payload);
