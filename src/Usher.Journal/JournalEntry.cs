namespace Usher.Journal;

/// <summary>One append to one stream, as it is stored.</summary>
/// <param name="Stream">Which.</param>
/// <param name="FirstSequence">Number of its first event, from 1.</param>
/// <param name="Count">How many events.</param>
/// <param name="BatchId">The batch it came with.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Payload">The encoded events.</param>
/// <param name="Hash">SHA-256 over the stream's previous hash and this entry: the chain.</param>
public sealed record JournalEntry(
    StreamId Stream,
    long FirstSequence,
    int Count,
    Guid BatchId,
    DateTimeOffset At,
    ReadOnlyMemory<byte> Payload,
    ReadOnlyMemory<byte> Hash)
{
    /// <summary>Number of its last event.</summary>
    public long LastSequence => FirstSequence + Count - 1;
}
