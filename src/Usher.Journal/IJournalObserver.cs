namespace Usher.Journal;

/// <summary>
/// Told what a journal does, for metrics and logs. Called on the journal's own threads, between commits: return at once
/// and do not throw.
/// </summary>
public interface IJournalObserver
{
    /// <summary>A group of appends was made durable together.</summary>
    /// <param name="batches">Batches in the group.</param>
    /// <param name="payloadBytes">Bytes of their payloads.</param>
    /// <param name="elapsed">From the begin of the transaction until it was durable.</param>
    void Committed(int batches, long payloadBytes, TimeSpan elapsed);

    /// <summary>A group failed; its callers have the same error.</summary>
    void Failed(JournalException error);

    /// <summary>The write-ahead log was copied into the database file.</summary>
    /// <param name="pages">Pages that were in it.</param>
    /// <param name="elapsed">For how long appends waited.</param>
    void Checkpointed(int pages, TimeSpan elapsed);

    /// <summary>A stored snapshot was damaged and is not used; the stream is replayed from further back.</summary>
    void SnapshotIgnored(StreamId stream, long sequence, string why);
}
