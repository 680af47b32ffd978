using Usher.Core;
using Usher.Journal;

namespace Usher.Server.Lanes;

/// <summary>A pool in its lane, with what the lane keeps beside it. All but the summary belongs to the lane alone.</summary>
internal sealed class LanePool
{
    private const string StreamPrefix = "pool/";
    private const int HeldCapacityMin = 1024;
    private PoolSummary summary, next;

    // Handed to the journal, and not yet known to be durable.
    private List<PoolEvent> flying = [];

    public LanePool(LoadedPool loaded, Lane lane, int index)
    {
        (Pool, Lane, Index) = (loaded.Pool, lane, index);
        (Sequence, SnapshotEvents, SinceSnapshot) = (loaded.Sequence, loaded.SnapshotEvents, loaded.SinceSnapshot);
        Name = Id.ToString();
        Stream = StreamOf(Id);
        summary = next = new PoolSummary(Id, default, [], 0);
    }

    /// <summary>The name people use, <c>vendor/feature</c>.</summary>
    public string Name { get; }

    /// <summary>Its journal stream.</summary>
    public StreamId Stream { get; }

    /// <summary>The only writer.</summary>
    public Lane Lane { get; }

    /// <summary>Unique in the desk, for a total order.</summary>
    public int Index { get; }

    /// <summary>Whose seats.</summary>
    public PoolId Id => Pool.Id;

    /// <summary>The state, with all events in it that were decided, durable or not.</summary>
    public Pool Pool { get; private set; }

    /// <summary>The stream's last durable event.</summary>
    public long Sequence { get; private set; }

    /// <summary>Where the stream ends once all that was handed to the journal is durable: what the batch being decided builds on.</summary>
    public long Expected => Sequence + flying.Count;

    /// <summary>Events of the batch that is being decided.</summary>
    public List<PoolEvent> Fresh { get; private set; } = [];

    /// <summary>Whether the journal has all that was decided.</summary>
    public bool IsDurable => Fresh.Count == 0 && flying.Count == 0;

    /// <summary>What happened in it since the server started.</summary>
    public PoolTally Tally { get; } = new();

    /// <summary>Who holds what: as durable as the leases themselves.</summary>
    public Dictionary<LeaseId, HeldLease> Held { get; } = [];

    /// <summary>Durable events that the last snapshot does not contain, or the one that is being taken.</summary>
    public long SinceSnapshot { get; private set; }

    /// <summary>The same, with those that will be durable next.</summary>
    public long SinceSnapshotExpected => SinceSnapshot + flying.Count;

    /// <summary>Events in the last snapshot that is whole; 0 without one.</summary>
    public int SnapshotEvents { get; private set; }

    /// <summary>When the lane looks at it for time alone; null: not.</summary>
    public DateTimeOffset? Due { get; set; }

    /// <summary>The batch that asked it something last.</summary>
    public LaneBatch? TouchedBy { get; set; }

    /// <summary>As published after the last durable batch.</summary>
    public PoolSummary Summary => Volatile.Read(ref summary);

    /// <summary>The stream of a pool.</summary>
    public static StreamId StreamOf(PoolId pool) => new($"{StreamPrefix}{pool.Vendor}/{pool.Feature}");

    /// <summary>The pool of a stream; null when it is another kind of stream.</summary>
    public static PoolId? PoolOf(StreamId stream)
    {
        if (!stream.Value.StartsWith(StreamPrefix, StringComparison.Ordinal))
            return null;
        var name = stream.Value.AsSpan(StreamPrefix.Length);
        var slash = name.IndexOf('/');
        return slash < 0 ? null : new PoolId(name[..slash].ToString(), name[(slash + 1)..].ToString());
    }

    /// <summary>Nobody holds the lease any more. A crowd that left its connection leaves no large empty table behind.</summary>
    /// <returns>Who held it; null: nobody did.</returns>
    public HeldLease? LetGo(LeaseId lease)
    {
        Held.Remove(lease, out var held);
        if (Held.Capacity > HeldCapacityMin && Held.Count < Held.Capacity / 8)
            Held.TrimExcess(Held.Capacity / 4);
        return held;
    }

    /// <summary>What was decided is with the journal, and the batch before is durable: the next batch may build on it.</summary>
    /// <param name="now">When it was decided.</param>
    public void Depart(DateTimeOffset now)
    {
        (Fresh, flying) = (flying, Fresh);
        next = Summarize(now);
    }

    /// <summary>What departed is durable, and shown to everybody.</summary>
    public void Commit()
    {
        Sequence += flying.Count;
        SinceSnapshot += flying.Count;
        Tally.Count(flying);
        flying.Clear();
        Volatile.Write(ref summary, next);
        if (IsDurable)
            Pool.EndsAreDurable();
    }

    /// <summary>Forgets what was decided: takes the state as the journal has it, and keeps the heartbeat cells.</summary>
    public void Reset(LoadedPool durable)
    {
        durable.Pool.AdoptPresence(Pool);
        (Pool, Sequence) = (durable.Pool, durable.Sequence);
        (SnapshotEvents, SinceSnapshot) = (durable.SnapshotEvents, durable.SinceSnapshot);
        Fresh.Clear();
        flying.Clear();
        foreach (var held in Held.Values)
            held.Rebind(Pool.PresenceOf(held.Lease));
    }

    /// <summary>A snapshot of the durable state is being taken: it has nothing of what becomes durable from now on.</summary>
    public void SnapshotBegun() => SinceSnapshot = 0;

    /// <summary>That snapshot is whole.</summary>
    public void SnapshotTaken(int events) => SnapshotEvents = events;

    /// <summary>The requests that wait and whose clients are connected, next first: asked again, they keep their places.</summary>
    public IEnumerable<PoolCommand> ConnectedWaits()
    {
        foreach (var wait in Pool.Queue())
        {
            if (Held.TryGetValue(wait.Lease, out var held) && held.Asked is { } asked)
                yield return asked;
        }
    }

    /// <summary>When time alone changes the pool, or what is shown of it: a line that starts, ends or closes.</summary>
    public DateTimeOffset? NextDue(DateTimeOffset now)
    {
        var due = Pool.NextDue;
        foreach (var line in Pool.Lines)
            due = Earlier(Earlier(Earlier(due, line.StartsAt, now), line.EndsAt, now), line.ClosesAt, now);
        return due;
    }

    private PoolSummary Summarize(DateTimeOffset now)
    {
        var counts = Pool.Count(now);
        var waiting = counts.Queued == 0 ? 0 : Pool.Queue().Count();
        return new PoolSummary(Id, counts, [.. Pool.LineViews(now)], waiting);
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? due, DateTimeOffset? change, DateTimeOffset now) =>
        change > now && !(due <= change) ? change : due;
}
