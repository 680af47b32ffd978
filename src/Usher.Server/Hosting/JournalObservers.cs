using Usher.Journal;

namespace Usher.Server.Hosting;

/// <summary>Several observers of one journal, told one after the other.</summary>
internal sealed class JournalObservers(params IReadOnlyList<IJournalObserver> observers) : IJournalObserver
{
    /// <inheritdoc />
    public void Committed(int batches, long payloadBytes, TimeSpan elapsed)
    {
        foreach (var observer in observers)
            observer.Committed(batches, payloadBytes, elapsed);
    }

    /// <inheritdoc />
    public void Failed(JournalException error)
    {
        foreach (var observer in observers)
            observer.Failed(error);
    }

    /// <inheritdoc />
    public void Checkpointed(int pages, TimeSpan elapsed)
    {
        foreach (var observer in observers)
            observer.Checkpointed(pages, elapsed);
    }

    /// <inheritdoc />
    public void SnapshotIgnored(StreamId stream, long sequence, string why)
    {
        foreach (var observer in observers)
            observer.SnapshotIgnored(stream, sequence, why);
    }
}
