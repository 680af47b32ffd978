using Usher.Journal;

namespace Usher.Server.Hosting;

/// <summary>Wakes whoever follows the journal when something was appended. Costs nothing while nobody waits.</summary>
internal sealed class CommitSignal : IJournalObserver
{
    private TaskCompletionSource? waiting;

    /// <summary>Completes with the next commit. Take it before reading, so that no commit falls in between.</summary>
    public Task Next()
    {
        var now = Volatile.Read(ref waiting);
        if (now is not null)
            return now.Task;
        var fresh = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (Interlocked.CompareExchange(ref waiting, fresh, null) ?? fresh).Task;
    }

    /// <inheritdoc />
    public void Committed(int batches, long payloadBytes, TimeSpan elapsed) => Interlocked.Exchange(ref waiting, null)?.TrySetResult();

    /// <inheritdoc />
    public void Failed(JournalException error)
    {
        // Nothing new to read.
    }

    /// <inheritdoc />
    public void Checkpointed(int pages, TimeSpan elapsed)
    {
        // Neither.
    }

    /// <inheritdoc />
    public void SnapshotIgnored(StreamId stream, long sequence, string why)
    {
        // Neither.
    }
}
