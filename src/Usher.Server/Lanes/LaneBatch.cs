using Usher.Core;
using Usher.Journal;
using Usher.Server.Time;

namespace Usher.Server.Lanes;

/// <summary>
/// Requests that are decided together, become durable together, and are answered together. Reused for every batch of
/// its lane. Deciding again after a conflict starts from the same requests.
/// </summary>
internal sealed class LaneBatch
{
    private static readonly Task<AppendOutcome> Appended = Task.FromResult<AppendOutcome>(AppendOutcome.Appended.Instance);
    private readonly List<Work> works = [];
    private readonly List<LaneOutcome> outcomes = [];
    private readonly List<LanePool> touched = [];
    private readonly LaneScribe scribe = new();
    private int undecided;
    private TimeSpan? skipped;
    private int resumptions;

    /// <summary>Requests in it, and commands of the lane itself.</summary>
    public int Count => works.Count;

    /// <summary>Requests of peers.</summary>
    public int Requests { get; private set; }

    /// <summary>The clock by which it was decided.</summary>
    public ClockReading Reading { get; private set; }

    /// <summary>What the journal was given; null when nothing happened.</summary>
    public Batch? Written { get; private set; }

    /// <summary>What becomes of that.</summary>
    public Task<AppendOutcome> Outcome { get; private set; } = Appended;

    /// <summary>Pools that were asked something.</summary>
    public List<LanePool> Touched => touched;

    /// <summary>What is told when the batch is durable, in order.</summary>
    public List<LaneOutcome> Outcomes => outcomes;

    /// <summary>Adds requests of a peer.</summary>
    public void Add(Posting posting)
    {
        Requests += posting.Requests.Count;
        foreach (ref readonly var request in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(posting.Requests))
            works.Add(new Work(posting.Peer, request, IsPoison: false));
    }

    /// <summary>Adds a command of the lane itself; nobody is answered.</summary>
    public void Add(LanePool pool, PoolCommand command) =>
        works.Add(new Work(null, new LaneRequest(0, pool, command), IsPoison: false));

    /// <summary>
    /// Time passed in which nobody could be served: every live lease gets its full life again before anything is judged
    /// by the new time. Once per batch, however often it is decided again, unless the clock leaps between.
    /// </summary>
    /// <param name="pools">All of the lane.</param>
    /// <param name="by">How much time the clock went through since the last batch that nobody saw pass.</param>
    /// <remarks>Requests that wait are absent after that; those whose client is still connected return to their places at once.</remarks>
    public void ResumeFirst(IEnumerable<LanePool> pools, TimeSpan by)
    {
        if (skipped == by)
            return;
        works.RemoveRange(0, resumptions);
        var before = works.Count;
        works.InsertRange(0, pools.SelectMany(pool => Resumption(pool, by)));
        (skipped, resumptions) = (by, works.Count - before);
    }

    /// <summary>
    /// Decides everything, in order, and encodes what happened. Each command sees the ones before it; nobody else does yet.
    /// </summary>
    /// <param name="reading">The time of the decision, after every request was received.</param>
    /// <param name="clockFault">Why nothing may be granted; null: all is well.</param>
    /// <param name="ids">Names the batch.</param>
    /// <param name="after">The batch before it, while that is not known to be durable.</param>
    public void Decide(ClockReading reading, ServerFault? clockFault, IdSource ids, Guid? after)
    {
        Reading = reading;
        outcomes.Clear();
        for (undecided = 0; undecided < works.Count; undecided++)
            Decide(works[undecided], reading.Now, clockFault);
        Written = scribe.Write(touched, reading.Now, ids, after);
    }

    /// <summary>Hands what happened to the journal. Its bytes stay as they are until <see cref="Outcome"/> is known.</summary>
    public void HandTo(IJournal journal, TimeProvider time, LaneMetrics metrics) =>
        Outcome = Written is null ? Appended : AppendAsync(Written, journal, time, metrics);

    /// <summary>Whether it is known what becomes of it.</summary>
    public bool HasLanded => Outcome.IsCompleted;

    /// <summary>Does something once it is known, on the thread that learns it.</summary>
    public void WhenLanded(Action act) => Outcome.GetAwaiter().UnsafeOnCompleted(act);

    /// <summary>After a fault in <see cref="Decide(ClockReading, ServerFault?, IdSource, Guid?)"/>: leaves out the request that caused it from now on.</summary>
    public LaneRequest LeaveOutFaulty()
    {
        var faulty = Math.Min(undecided, works.Count - 1);
        works[faulty] = works[faulty] with { IsPoison = true };
        return works[faulty].Request;
    }

    /// <summary>Answers every request with the same refusal, nothing was changed, and makes room for the next batch.</summary>
    public void RefuseAll(Refusal refusal)
    {
        foreach (var work in works)
            work.Peer?.Refuse(work.Request, refusal);
        foreach (var work in works)
            work.Peer?.Flush();
        Clear();
    }

    /// <summary>Tells everybody, and flushes each peer once.</summary>
    public void Tell()
    {
        LaneNews.Tell(outcomes);
        IPeer? last = null;
        foreach (ref readonly var work in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(works))
        {
            if (work.Peer is null || ReferenceEquals(work.Peer, last))
                continue;
            last = work.Peer;
            last.Flush();
        }
    }

    /// <summary>Its pools are free for the next one, or for itself to be decided again.</summary>
    public void Untouch()
    {
        foreach (var pool in touched)
        {
            if (ReferenceEquals(pool.TouchedBy, this))
                pool.TouchedBy = null;
        }

        touched.Clear();
    }

    /// <summary>Makes room for the next batch.</summary>
    public void Clear()
    {
        Untouch();
        works.Clear();
        outcomes.Clear();
        (skipped, resumptions, Requests) = (null, 0, 0);
        (Written, Outcome) = (null, Appended);
    }

    private static async Task<AppendOutcome> AppendAsync(Batch written, IJournal journal, TimeProvider time, LaneMetrics metrics)
    {
        var started = time.GetTimestamp();
        var outcome = await journal.AppendAsync(written);
        metrics.AppendSeconds.Record(time.GetElapsedTime(started).TotalSeconds);
        return outcome;
    }

    private static IEnumerable<Work> Resumption(LanePool pool, TimeSpan by) => pool.ConnectedWaits()
        .Prepend(new ResumeService(by))
        .Select(command => new Work(null, new LaneRequest(0, pool, command), IsPoison: false));

    private void Decide(in Work work, DateTimeOffset now, ServerFault? clockFault)
    {
        var request = work.Request;
        if (work.IsPoison)
        {
            outcomes.Add(LaneOutcome.Of(work.Peer, request, Refusal.InternalFault));
            return;
        }

        Touch(request.Pool);
        if (clockFault is not null && IsNewCheckout(request))
        {
            outcomes.Add(LaneOutcome.Of(work.Peer, request, ClockRefusal(clockFault)));
            return;
        }

        Execute(work.Peer, request, now);
    }

    private void Execute(IPeer? peer, in LaneRequest request, DateTimeOffset now)
    {
        var pool = request.Pool.Pool;
        var fresh = request.Pool.Fresh;
        var before = fresh.Count;
        var reply = pool.Execute(request.Command, now, fresh);

        var presence = reply is Reply.Granted granted ? pool.PresenceOf(granted.Lease) : null;
        outcomes.Add(LaneOutcome.Of(peer, request, reply, presence));
        for (var index = before; index < fresh.Count; index++)
            AddNews(request, reply, fresh[index]);
    }

    /// <remarks>
    /// What ended before the command had its turn is no news for the lease that the command was granted or queued
    /// anew under the same id; nor is a grant that is the answer already.
    /// </remarks>
    private void AddNews(in LaneRequest request, Reply reply, PoolEvent happened)
    {
        switch (happened)
        {
            case PoolEvent.LeaseGranted { Kind: not GrantKind.FromQueue }:
                break;
            case PoolEvent.LeaseGranted granted when reply is Reply.Granted { Lease: var lease } && lease == granted.Lease:
                break;
            case PoolEvent.LeaseEnded ended when IsHeldAnew(reply, ended.Lease):
                break;
            case PoolEvent.WaitEnded ended when IsHeldAnew(reply, ended.Lease):
                break;
            case PoolEvent.LeaseGranted granted:
                var pool = request.Pool.Pool;
                outcomes.Add(LaneOutcome.OfNews(request, granted, pool.PresenceOf(granted.Lease), IsInGrace(pool, granted)));
                break;
            case PoolEvent.LeaseEnded or PoolEvent.WaitEnded or PoolEvent.LinesSet or PoolEvent.ServiceResumed { Skipped.Ticks: > 0 }:
                outcomes.Add(LaneOutcome.OfNews(request, happened, null, false));
                break;
        }
    }

    private static bool IsHeldAnew(Reply reply, LeaseId lease) => reply switch
    {
        Reply.Granted granted => granted.Lease == lease,
        Reply.Queued queued => queued.Lease == lease,
        _ => false,
    };

    private void Touch(LanePool pool)
    {
        if (ReferenceEquals(pool.TouchedBy, this))
            return;
        pool.TouchedBy = this;
        touched.Add(pool);
    }

    private static bool IsNewCheckout(in LaneRequest request) =>
        request.Command is Checkout checkout && request.Pool.Pool.Find(checkout.Lease) is null;

    private static Refusal ClockRefusal(ServerFault fault) =>
        new(fault.Code, fault.Message, fault.Hint, TimeSpan.FromSeconds(5));

    private static bool IsInGrace(Pool pool, PoolEvent.LeaseGranted granted)
    {
        foreach (var line in pool.Lines)
        {
            if (line.EndsAt <= granted.At && granted.Draws.Any(draw => draw.Line == line.Id))
                return true;
        }

        return false;
    }

    private readonly record struct Work(IPeer? Peer, LaneRequest Request, bool IsPoison);
}
