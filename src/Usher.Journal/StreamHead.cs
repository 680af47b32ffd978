namespace Usher.Journal;

/// <summary>Where a stream ends.</summary>
/// <param name="Stream">Which.</param>
/// <param name="LastSequence">Number of its last event.</param>
/// <param name="LastAt">When the last entry was decided.</param>
/// <param name="Hash">The chain's last hash: keep it elsewhere, and a shortened log shows.</param>
public sealed record StreamHead(StreamId Stream, long LastSequence, DateTimeOffset LastAt, ReadOnlyMemory<byte> Hash);
