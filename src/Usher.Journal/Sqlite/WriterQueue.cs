using System.Diagnostics.CodeAnalysis;

namespace Usher.Journal.Sqlite;

/// <summary>
/// What waits for the writer's thread: all waiting batches are taken at once, other calls one at a time, so that
/// appends wait for one of those at most. The number of waiting batches is bounded.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "No wait handle is taken from the semaphore, and a late caller may still release it.")]
internal sealed class WriterQueue(int waitingMax)
{
    private readonly object gate = new();
    private readonly SemaphoreSlim room = new(waitingMax);
    private readonly Queue<WriterCall> calls = new();
    private List<PendingAppend> waiting = [];
    private List<PendingAppend> spare = [];
    private bool isIdle;
    private bool isClosed;

    /// <summary>Waits until there is room, then queues the batch.</summary>
    /// <param name="append">The batch.</param>
    /// <param name="cancellationToken">Ends the wait for room; once queued, the batch is written.</param>
    public async ValueTask<AppendOutcome> AddAsync(PendingAppend append, CancellationToken cancellationToken)
    {
        await room.WaitAsync(cancellationToken).ConfigureAwait(false);
        lock (gate)
        {
            if (isClosed)
            {
                room.Release();
                throw Closed();
            }

            waiting.Add(append);
            Wake();
        }

        return await append.Task.ConfigureAwait(false);
    }

    /// <summary>Queues another call.</summary>
    public Task<T> AddAsync<T>(WriterCall.Of<T> call)
    {
        lock (gate)
        {
            if (isClosed)
                throw Closed();
            calls.Enqueue(call);
            Wake();
        }

        return call.Task;
    }

    /// <summary>Waits for work. False: closed, and nothing is left.</summary>
    /// <param name="appends">All batches that wait; valid until the next call.</param>
    /// <param name="call">One other call, after them.</param>
    public bool Take([NotNullWhen(true)] out List<PendingAppend>? appends, out WriterCall? call)
    {
        lock (gate)
        {
            while (waiting.Count == 0 && calls.Count == 0 && !isClosed)
            {
                isIdle = true;
                Monitor.Wait(gate);
                isIdle = false;
            }

            appends = waiting;
            (waiting, spare) = (spare, waiting);
            waiting.Clear();
            calls.TryDequeue(out call);
        }

        if (appends.Count > 0)
            room.Release(appends.Count);
        return appends.Count > 0 || call is not null;
    }

    /// <summary>Takes nothing more; what waits is still done.</summary>
    public void Close()
    {
        lock (gate)
        {
            isClosed = true;
            Wake();
        }
    }

    /// <summary>The error of work that came too late.</summary>
    public static JournalUnavailableException Closed() => new(
        JournalCodes.Closed, "the journal is closed", "the server is stopping; ask the server that follows");

    private void Wake()
    {
        if (isIdle)
            Monitor.Pulse(gate);
    }
}
