namespace Usher.Journal;

/// <summary>A place in the whole log.</summary>
/// <param name="Position">1, 2, 3 … without a gap.</param>
/// <param name="Count">Events in its entry.</param>
/// <param name="Hash">The chain's hash of the entry: tells this log from another one.</param>
public sealed record LogPlace(long Position, int Count, ReadOnlyMemory<byte> Hash);
