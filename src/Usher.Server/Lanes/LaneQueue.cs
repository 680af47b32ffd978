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
    private ManualResetValueTaskSourceCore<bool> arrival;
    private int waiting, arrivedRequests, awaitedRequests;
    private bool isAwaited, isWoken, isClosed;

    /// <summary>No more postings are accepted.</summary>
    public bool IsClosed => Volatile.Read(ref isClosed);

    /// <summary>Adds a posting, unless the queue is full or closed.</summary>
    public bool TryPost(Posting posting) => TryPost(posting, requestsMax);

    /// <summary>Adds what must not be lost, beyond the limit if need be: farewells and administration.</summary>
    /// <returns>False when the queue is closed.</returns>
    public bool TryPostBeyondLimit(Posting posting) => TryPost(posting, long.MaxValue);

    /// <summary>Makes the lane look around though nothing was posted: time has passed.</summary>
    public void Wake() => Wake(isInline: false);

    /// <summary>The same, and runs the lane on the calling thread if it waits.</summary>
    public void WakeInline() => Wake(isInline: true);

    /// <summary>Forgets what woke the lane: it looks at everything anew before it waits.</summary>
    public void Calm()
    {
        lock (gate)
            isWoken = false;
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
            arrivedRequests = 0;
            (arrived, empty) = (empty, arrived);
            return empty;
        }
    }

    /// <summary>Requests that were taken are durable, or refused; others may come.</summary>
    public void Settled(int requests)
    {
        lock (gate)
            waiting -= requests;
    }

    /// <summary>Whether <see cref="WaitAsync"/> would not wait.</summary>
    public bool IsReady(int requestsMin)
    {
        lock (gate)
            return HasCome(requestsMin);
    }

    /// <summary>Completes when something waits, or after <see cref="Wake()"/>. For the lane alone.</summary>
    /// <param name="requestsMin">How many requests are worth it; 0: whatever comes.</param>
    public ValueTask WaitAsync(int requestsMin)
    {
        lock (gate)
        {
            if (HasCome(requestsMin))
                return ValueTask.CompletedTask;
            arrival.Reset();
            (isAwaited, awaitedRequests) = (true, requestsMin);
            return new ValueTask(this, arrival.Version);
        }
    }

    void IValueTaskSource.GetResult(short token) => arrival.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => arrival.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        arrival.OnCompleted(continuation, state, token, flags);

    private void Wake(bool isInline)
    {
        lock (gate)
        {
            isWoken = true;
            if (!TryStartArrival())
                return;
        }

        Start(isInline);
    }

    private bool TryPost(Posting posting, long max)
    {
        lock (gate)
        {
            if (isClosed || waiting + posting.Requests.Count > max)
                return false;
            waiting += posting.Requests.Count;
            arrivedRequests += posting.Requests.Count;
            arrived.Add(posting);
            if (!IsEnough(awaitedRequests) || !TryStartArrival())
                return true;
        }

        Start(isInline: false);
        return true;
    }

    private bool HasCome(int requestsMin) => IsEnough(requestsMin) || isWoken || isClosed;

    private bool IsEnough(int requestsMin) => arrived.Count > 0 && arrivedRequests >= requestsMin;

    private bool TryStartArrival()
    {
        var start = isAwaited;
        isAwaited = false;
        return start;
    }

    private void Start(bool isInline)
    {
        arrival.RunContinuationsAsynchronously = !isInline;
        arrival.SetResult(true);
    }
}
