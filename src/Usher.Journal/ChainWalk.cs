using System.Security.Cryptography;

namespace Usher.Journal;

/// <summary>Follows the chain of one stream, entry by entry.</summary>
internal sealed class ChainWalk(StreamId stream, long nextSequence, ReadOnlyMemory<byte> previous) : IDisposable
{
    private readonly IncrementalHash sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>The sequence number that the next entry must begin with.</summary>
    public long NextSequence { get; private set; } = nextSequence;

    /// <summary>The last hash that was right.</summary>
    public ReadOnlyMemory<byte> Hash { get; private set; } = previous;

    /// <summary>Entries that were right.</summary>
    public long Entries { get; private set; }

    /// <summary>Events in them.</summary>
    public long Events { get; private set; }

    /// <summary>Takes the next entry if it follows; otherwise says what is wrong with it and stays.</summary>
    public string? Fault(JournalEntry entry)
    {
        if (entry.FirstSequence != NextSequence)
            return $"entry {NextSequence} is missing; the next one is {entry.FirstSequence}";
        if (entry.Count < 1)
            return $"entry {entry.FirstSequence} has {entry.Count} events";

        var hash = Chain.Next(sha, Hash.Span, stream, entry.FirstSequence, entry.Count, entry.BatchId, entry.At, entry.Payload.Span);
        if (!entry.Hash.Span.SequenceEqual(hash))
            return $"entry {entry.FirstSequence} does not match its hash: it, or the entry before it, was changed";

        NextSequence += entry.Count;
        Hash = hash;
        Entries++;
        Events += entry.Count;
        return null;
    }

    /// <summary>As <see cref="Fault"/>, for a reader who cannot go on.</summary>
    /// <exception cref="JournalCorruptException">The entry does not follow.</exception>
    public void Require(JournalEntry entry)
    {
        if (Fault(entry) is { } fault)
            throw Broken(stream, fault);
    }

    /// <summary>What was checked, and the fault.</summary>
    public ChainReport Report(string? fault) => new(stream, Entries, Events, Hash, fault);

    /// <inheritdoc />
    public void Dispose() => sha.Dispose();

    /// <summary>The error of a broken chain.</summary>
    public static JournalCorruptException Broken(StreamId stream, string fault) => new(
        JournalCodes.ChainBroken,
        $"the log of '{stream}' is not as it was written: {fault}",
        "run 'usher verify-log' to see every stream, then restore the newest good backup (docs/journal.md)");
}
