using Usher.Journal;

namespace Usher.Server.History;

/// <summary>Tells the history's projector that something was appended. Made before the journal, hence bound later.</summary>
internal sealed class HistoryNudge : IJournalObserver
{
    private Action? nudge;

    /// <summary>From now on, each commit does this; it must return at once.</summary>
    public void Bind(Action then) => Volatile.Write(ref nudge, then);

    /// <inheritdoc />
    public void Committed(int batches, long payloadBytes, TimeSpan elapsed) => Volatile.Read(ref nudge)?.Invoke();

    /// <inheritdoc />
    public void Failed(JournalException error)
    {
        // The lanes say so.
    }

    /// <inheritdoc />
    public void Checkpointed(int pages, TimeSpan elapsed)
    {
        // Of no interest to the history.
    }

    /// <inheritdoc />
    public void SnapshotIgnored(StreamId stream, long sequence, string why)
    {
        // Neither.
    }
}
