namespace Usher.Journal;

/// <summary>Events for the end of one stream.</summary>
/// <param name="Stream">Which.</param>
/// <param name="ExpectedSequence">The stream's last sequence number as the writer knows it; 0 for an empty stream.</param>
/// <param name="Count">How many events, at least 1; they get the sequence numbers after <paramref name="ExpectedSequence"/>.</param>
/// <param name="At">When they were decided.</param>
/// <param name="Payload">The encoded events, one after the other; opaque to the store. Not changed until the append has ended.</param>
public sealed record StreamAppend(
    StreamId Stream, long ExpectedSequence, int Count, DateTimeOffset At, ReadOnlyMemory<byte> Payload);
