using System.Threading.Tasks.Sources;

namespace Usher.Server.Lanes;

/// <summary>
/// What waits for a lane. Any thread posts, the lane alone takes, and takes everything at once. Bounded: when it is
/// full, a posting is refused and nothing grows.
/// </summary>
internal sealed class LaneQueue(int requestsMax) : IValueTaskSource
{
    private readonly Lock gate = new();
    private List<Posting> arrived = [];
    private ManualResetValueTaskSourceCore<bool> arrival = new() { RunContinuationsAsynchronously = true };
    private int waiting;
    private bool isAwaited, isWoken, isClosed;

    /// <summary>No more postings are accepted.</summary>
    public bool IsClosed => Volatile.Read(ref isClosed);

    /// <summary>Nothing waits.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (gate)
                return arrived.Count == 0;
        }
    }

    /// <summary>Adds a posting, unless the queue is full or closed.</summary>
    public bool TryPost(Posting posting)
    {
        lock (gate)
        {
            if (isClosed || waiting + posting.Requests.Count > requestsMax)
                return false;
            waiting += posting.Requests.Count;
            arrived.Add(posting);
            if (!TryStartArrival())
                return true;
        }

        arrival.SetResult(true);
        return true;
    }

    /// <summary>Adds what must not be lost, beyond the limit if need be: farewells and administration.</summary>
    /// <returns>False when the queue is closed.</returns>
    public bool TryPostBeyondLimit(Posting posting)
    {
        lock (gate)
        {
            if (isClosed)
                return false;
            waiting += posting.Requests.Count;
            arrived.Add(posting);
            if (!TryStartArrival())
                return true;
        }

        arrival.SetResult(true);
        return true;
    }

    /// <summary>Makes the lane look around though nothing was posted: time has passed.</summary>
    public void Wake()
    {
        lock (gate)
        {
            isWoken = true;
            if (!TryStartArrival())
                return;
        }

        arrival.SetResult(true);
    }

    /// <summary>Refuses everything from now on; what is there will still be taken.</summary>
    public void Close()
    {
        lock (gate)
            isClosed = true;
        Wake();
    }

    /// <summary>Takes everything that waits, in order, in exchange for an empty list.</summary>
    public List<Posting> TakeAll(List<Posting> empty)
    {
        lock (gate)
        {
            isWoken = false;
            (arrived, empty) = (empty, arrived);
            return empty;
        }
    }

    /// <summary>Requests that were taken have been decided; others may come.</summary>
    public void Decided(int requests)
    {
        lock (gate)
            waiting -= requests;
    }

    /// <summary>Completes when something waits, or after <see cref="Wake"/>. For the lane alone.</summary>
    public ValueTask WaitAsync()
    {
        lock (gate)
        {
            if (arrived.Count > 0 || isWoken || isClosed)
                return ValueTask.CompletedTask;
            arrival.Reset();
            isAwaited = true;
            return new ValueTask(this, arrival.Version);
        }
    }

    void IValueTaskSource.GetResult(short token) => arrival.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => arrival.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        arrival.OnCompleted(continuation, state, token, flags);

    private bool TryStartArrival()
    {
        var start = isAwaited;
        isAwaited = false;
        return start;
    }
}
