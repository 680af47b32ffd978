using Microsoft.Extensions.Logging;
using Usher.Core;
using Usher.Journal;
using Usher.Server.Time;

namespace Usher.Server.Lanes;

/// <summary>
/// The one writer of some pools. Takes everything that waits, decides it, makes it durable with one append, and only
/// then tells anybody: while the next batch is being written, or at once if nothing else waits. In a crowd the next batch
/// is decided and handed to the journal while one is being written. One loop; nothing in it is ever run by two threads at
/// once.
/// </summary>
internal sealed partial class Lane : IAsyncDisposable
{
    private static readonly Settle Settling = new();

    private readonly IJournal journal;
    private readonly PoolLoader loader;
    private readonly IServerClock clock;
    private readonly IdSource ids;
    private readonly TimeProvider time;
    private readonly LaneSettings settings;
    private readonly ILogger logger;

    private readonly LaneQueue queue;
    private readonly LaneAgenda agenda = new();
    private readonly HashSet<LanePool> pools = [];
    private readonly List<ILaneQuery> queries = [];
    private readonly List<IPeer> farewells = [];

    // Leases and waits without a peer, until their disconnect is durable.
    private readonly List<(LanePool Pool, Disconnect Disconnect)> orphans = [];
    private readonly LaneAlarm alarm;
    private readonly Action wake;
    private readonly LaneSnapshots snapshots;
    private readonly CancellationTokenSource stopping = new();

    // Taken, and being decided.
    private LaneBatch batch = new();

    // With the journal, and not known to be durable.
    private LaneBatch flying = new();

    // Durable, and told while the next one is being written.
    private LaneBatch untold = new();
    private List<Posting> taken = [];
    private int takenNext;
    private Task? watched;
    private Task running = Task.CompletedTask;

    public Lane(
        IJournal journal, PoolLoader loader, IServerClock clock, IdSource ids, TimeProvider time, LaneSettings settings, ILogger logger)
    {
        (this.journal, this.loader, this.clock, this.ids) = (journal, loader, clock, ids);
        (this.time, this.settings, this.logger) = (time, settings, logger);
        queue = new LaneQueue(settings.RequestsMax);
        alarm = new LaneAlarm(time, settings.SleepMax, queue.Wake);
        wake = queue.WakeInline;
        snapshots = new LaneSnapshots(journal, settings, logger);
        retryPause = settings.RetryFirst;
    }

    /// <summary>Called after the license lines of a pool changed, durably.</summary>
    public Action<LanePool>? LinesChanged { get; init; }

    private LaneMetrics LaneMetrics => settings.Metrics;

    /// <summary>Starts the loop.</summary>
    /// <param name="reading">The clock by which the service resumes: leaps before it are no matter of the lane.</param>
    public void Start(ClockReading reading)
    {
        followed = reading;
        running = Task.Run(RunAsync);
    }

    /// <summary>Hands over requests. Never blocks.</summary>
    /// <returns>Null: accepted, every request will be answered. Else: none was, and why.</returns>
    public Refusal? Post(Posting posting)
    {
        if (Condition is { } refusal)
            return refusal;
        if (queue.TryPost(posting))
            return null;
        LaneMetrics.Busy.Add(posting.Requests.Count);
        return queue.IsClosed ? Refusal.ShuttingDown : Refusal.Busy;
    }

    /// <summary>Hands over what must not be lost: a farewell, administration, a question.</summary>
    /// <returns>Null: accepted. Else: why not.</returns>
    public Refusal? PostBeyondLimit(Posting posting) =>
        queue.TryPostBeyondLimit(posting) ? null : Refusal.ShuttingDown;

    /// <summary>Tells that license lines changed.</summary>
    public void TellLinesChanged(LanePool pool) => LinesChanged?.Invoke(pool);

    /// <summary>Decides what waits, writes a snapshot of every pool that changed, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Close();
        await stopping.CancelAsync();
        await running;
        await alarm.DisposeAsync();
        stopping.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (await NextAsync())
                await TurnAsync();
            if (Condition is null)
                await snapshots.WriteLastAsync(pools);
        }
        catch (Exception error)
        {
            LogEnded(error);
            Condition = Refusal.InternalFault;
            throw;
        }
    }

    /// <summary>Waits until there is something to do.</summary>
    /// <returns>False when the lane was closed and nothing is left.</returns>
    private async ValueTask<bool> NextAsync()
    {
        var isClosed = false;
        if (takenNext == taken.Count)
        {
            queue.Calm();
            SetAlarm();
            if (HasTimeForSnapshot())
                return true;
            if (!flying.HasLanded)
                await CrowdOrLandingAsync();
            else if (!IsFlying)
                await queue.WaitAsync(requestsMin: 0);
            // Looked at first: what was posted before it was closed is then taken.
            isClosed = queue.IsClosed;
            taken.Clear();
            takenNext = 0;
            taken = queue.TakeAll(taken);
        }

        return taken.Count > 0 || farewells.Count > 0 || IsFlying || !isClosed;
    }

    /// <summary>
    /// Whether a snapshot is half taken and nothing else is to do: then the next turn takes a bit of it. What would be waited for is looked
    /// at again after each.
    /// </summary>
    private bool HasTimeForSnapshot()
    {
        if (!snapshots.IsTaking || Condition is not null)
            return false;
        if (settings.SnapshotRest == TimeSpan.Zero)
            return !queue.IsReady(flying.HasLanded ? 0 : CrowdMin);
        alarm.Set(settings.SnapshotRest);
        return false;
    }

    private ValueTask CrowdOrLandingAsync()
    {
        // Once for each batch, however often the lane is woken meanwhile.
        if (!ReferenceEquals(watched, flying.Outcome))
            flying.WhenLanded(wake);
        watched = flying.Outcome;
        return queue.WaitAsync(CrowdMin);
    }

    /// <summary>As many as are being written: smaller batches would cost more in commits than they gain in time.</summary>
    private int CrowdMin => Math.Max(settings.AheadRequestsMin, flying.Requests);

    /// <summary>Whether it must be known first what becomes of the batch that is being written.</summary>
    /// <remarks>Before a question, which is about durable state, and before a farewell, which is about all that was told.</remarks>
    private bool MustLand => queries.Count > 0 || farewells.Count > 0 || orphans.Count > 0 || queue.IsClosed;

    private async ValueTask TurnAsync()
    {
        if (flying.HasLanded)
            await LandAsync(isNextHanded: false);
        CollectOrphans();
        if (Condition is not null && !await TryRecoverAsync())
        {
            Fill();
            Refuse(batch, Condition!);
            AnswerQueries();
            return;
        }

        foreach (var (pool, disconnect) in orphans)
            batch.Add(pool, disconnect);
        Fill();
        while (agenda.TakeDue(clock.Now) is { } pool)
            batch.Add(pool, Settling);
        if (batch.Count > 0)
            await CommitAsync();
        if (MustLand)
            await LandAsync(isNextHanded: false);
        TellDurable();
        AnswerQueries();
        if (!snapshots.IsTaking)
            return;
        // This may be the journal's thread, which has a batch to write; and what came in by now is to be posted first.
        await Task.Yield();
        snapshots.TakeBit();
    }

    /// <summary>
    /// Who left in the last batch holds nothing any more. All that such a peer asked for is decided and told by now, so
    /// what it held is known; and what another peer took over in the meantime is not among it.
    /// </summary>
    private void CollectOrphans()
    {
        foreach (var peer in farewells)
        {
            foreach (var held in peer.HeldIn(this))
            {
                held.Pool.LetGo(held.Lease);
                if (held is { Detached: false, Connectionless: false } or { IsWaiting: true })
                    orphans.Add((held.Pool, new Disconnect(held.Lease, peer.IsGone)));
            }
        }

        farewells.Clear();
    }

    /// <summary>Takes postings into the batch, whole ones, until it is full.</summary>
    private void Fill()
    {
        while (takenNext < taken.Count && batch.Requests < settings.BatchRequestsMax)
        {
            var posting = taken[takenNext++];
            if (posting.IsFarewell)
                farewells.Add(posting.Peer);
            else if (posting.Query is { } query)
                queries.Add(query);
            else
                batch.Add(posting);
        }
    }

    private void TellDurable()
    {
        untold.Tell();
        untold.Clear();
    }

    private void AnswerQueries()
    {
        foreach (var query in queries)
        {
            if (Condition is { } refusal)
                query.Refuse(refusal);
            else
                query.Answer();
        }

        queries.Clear();
    }

    private void SetAlarm()
    {
        if (farewells.Count > 0)
            queue.Wake();
        if ((Condition is null ? agenda.Next : retryAt) is { } due)
            SetAlarm(due);
        if (orphans.Count > 0 && Condition is null)
            SetAlarm(clock.Now + settings.RetryFirst);
    }

    /// <remarks>The clock is looked at again: it may have passed the due time while the alarm was being set.</remarks>
    private void SetAlarm(DateTimeOffset due)
    {
        var wait = due - clock.Now;
        if (wait > TimeSpan.Zero)
            alarm.Set(wait);
        if (due <= clock.Now)
            queue.Wake();
    }

    [LoggerMessage(2000, LogLevel.Critical, "A lane ended by a fault; its pools are not served until a restart")]
    private partial void LogEnded(Exception error);
}
