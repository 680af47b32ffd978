namespace Usher.Journal;

/// <summary>One entry and its place in the whole log.</summary>
/// <param name="Position">1, 2, 3 … without a gap.</param>
/// <param name="Entry">The entry.</param>
public sealed record LogEntry(long Position, JournalEntry Entry);
