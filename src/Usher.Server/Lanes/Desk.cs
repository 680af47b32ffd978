using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Usher.Core;
using Usher.Journal;
using Usher.Protocol;
using Usher.Server.Seats;
using Usher.Server.Time;
using Usher.Server.Validation;

namespace Usher.Server.Lanes;

/// <summary>All pools of the server, in their lanes: where seats are asked for, given and taken. Safe on any thread.</summary>
internal sealed partial class Desk : IAsyncDisposable
{
    private readonly IJournal journal;
    private readonly PoolSettings pools;
    private readonly PoolLoader loader;
    private readonly IServerClock clock;
    private readonly ImmutableArray<Lane> lanes;
    private readonly ILogger logger;
    private readonly PoolDirectory directory = new();
    private readonly Lock opening = new();
    private int opened;
    private bool isDisposed;

    /// <param name="journal">The truth; must outlive the desk.</param>
    /// <param name="clock">The time of every decision.</param>
    /// <param name="pools">Times and limits of every pool.</param>
    /// <param name="limits">Limits of the seats' endpoint, the bound of a lane's queue among them.</param>
    /// <param name="ids">Names batches.</param>
    /// <param name="time">Wakes lanes, and paces the retries of a journal that failed.</param>
    /// <param name="logs">For the lanes.</param>
    /// <param name="laneCount">1 and up; pools are spread over the lanes.</param>
    /// <param name="metrics">Where lanes count; null: for nobody.</param>
    /// <param name="lanesAs">Other limits and times of the lanes than the defaults; null: the defaults.</param>
    public Desk(
        IJournal journal,
        IServerClock clock,
        PoolSettings pools,
        SeatsSettings limits,
        IdSource ids,
        TimeProvider time,
        ILoggerFactory logs,
        int laneCount,
        LaneMetrics? metrics = null,
        LaneSettings? lanesAs = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(laneCount, 1);
        (this.journal, this.clock, this.pools) = (journal, clock, pools);
        loader = new PoolLoader(journal, pools);
        var settings = (lanesAs ?? new LaneSettings()) with { RequestsMax = limits.LaneRequestsMax, Metrics = metrics ?? LaneMetrics.Unread };
        logger = logs.CreateLogger<Desk>();
        var lane = logs.CreateLogger<Lane>();
        lanes =
        [
            .. Enumerable.Range(0, laneCount).Select(_ =>
                new Lane(journal, loader, clock, ids, time, settings, lane) { LinesChanged = pool => LinesChanged?.Invoke(pool.Id) }),
        ];
    }

    /// <summary>Told at the start which leases live without a connection, so that their datagrams count again; null: nobody is.</summary>
    public ValidationBook? Connectionless { get; init; }

    /// <summary>Raised by a lane after the license lines of a pool changed, durably. Must not block.</summary>
    public event Action<PoolId>? LinesChanged;

    /// <summary>Why the server refuses to serve: the journal cannot be used. Null: it serves.</summary>
    public ServerFault? JournalFault
    {
        get
        {
            foreach (var lane in lanes)
            {
                if (lane.Condition is { } refusal)
                    return refusal.ToFault();
            }

            return null;
        }
    }

    /// <summary>Every pool as it stood after its last durable batch, in order of name.</summary>
    public IReadOnlyList<PoolSummary> Summaries => [.. directory.All.Select(pool => pool.Summary)];

    /// <summary>Every pool, in order of name.</summary>
    public IReadOnlyList<LanePool> Pools => directory.All;

    /// <summary>
    /// Reads every pool from the journal, and gives every live lease a full life again, durably. Then the desk serves.
    /// </summary>
    /// <exception cref="JournalException">The journal cannot be used, or what it holds cannot be right.</exception>
    /// <exception cref="DeskRefusedException">The journal failed while the leases' new lives were written.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var lastAt = new Dictionary<PoolId, DateTimeOffset>();
        foreach (var head in (await journal.ListAsync(cancellationToken)).OrderBy(head => head.Stream.Value, StringComparer.Ordinal))
        {
            if (LanePool.PoolOf(head.Stream) is not { } id)
                continue;
            Open(await loader.LoadAsync(id, cancellationToken));
            lastAt[id] = head.LastAt;
        }

        foreach (var pool in directory.All)
            Connectionless?.Recall(pool.Pool.Connectionless());
        var reading = clock.Read();
        foreach (var lane in lanes)
            lane.Start(reading);
        // What passed since a pool's newest event nobody saw pass, and the wall clock may have been set meanwhile.
        var resumed = directory.All
            .Select(pool => ExecuteAsync(pool, new ResumeService(reading.Now - lastAt.GetValueOrDefault(pool.Id, reading.Now)), cancellationToken))
            .ToArray();
        await Task.WhenAll(resumed);
    }

    /// <summary>Decides one command of the administration. <see cref="SetLines"/> creates a pool that is unknown.</summary>
    /// <param name="id">Where.</param>
    /// <param name="command">What.</param>
    /// <param name="cancellationToken">Stops waiting for the answer; the command may still be decided.</param>
    /// <returns>The reply, after its events are durable.</returns>
    /// <exception cref="DeskRefusedException">The pool is unknown, the journal cannot be used, or the server ends.</exception>
    public async ValueTask<Reply> ExecuteAsync(PoolId id, PoolCommand command, CancellationToken cancellationToken)
    {
        var pool = command is SetLines ? FindOrOpen(id) : directory.Find(id);
        return pool is null
            ? throw new DeskRefusedException(UnknownPool(id.ToString()))
            : await ExecuteAsync(pool, command, cancellationToken);
    }

    /// <summary>One pool as it stood after its last durable batch; null when it is unknown.</summary>
    public PoolSummary? SummaryOf(PoolId id) => directory.Find(id)?.Summary;

    /// <summary>Some of the leases and waiting requests of one pool, or of all in order of name.</summary>
    /// <param name="id">Which pool; null: all.</param>
    /// <param name="skip">Rows to leave out, 0 and up.</param>
    /// <param name="take">Rows at most, 0 and up.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="DeskRefusedException">The pool is unknown, the journal cannot be used, or the server ends.</exception>
    public ValueTask<WhoPage> WhoAsync(PoolId? id, int skip, int take, CancellationToken cancellationToken = default) =>
        WhoAsync(id, null, skip, take, cancellationToken);

    /// <summary>The same of those that a filter lets through.</summary>
    /// <inheritdoc cref="WhoAsync(PoolId?, int, int, CancellationToken)"/>
    public async ValueTask<WhoPage> WhoAsync(PoolId? id, WhoFilter? filter, int skip, int take, CancellationToken cancellationToken)
    {
        if (id is not null)
            return await WhoAsync(directory.Find(id) ?? throw new DeskRefusedException(UnknownPool(id.ToString())), filter, skip, take, cancellationToken);

        var rows = ImmutableArray.CreateBuilder<WhoRow>();
        var total = 0;
        foreach (var pool in directory.All)
        {
            var page = await WhoAsync(pool, filter, Math.Max(0, skip - total), take - rows.Count, cancellationToken);
            rows.AddRange(page.Rows);
            total += page.Total;
        }

        return new WhoPage(rows.DrainToImmutable(), total);
    }

    /// <summary>The pool in which a lease or a waiting request is, or was; null when none knows it.</summary>
    /// <exception cref="DeskRefusedException">The journal cannot be used, or the server ends.</exception>
    public async ValueTask<LanePool?> FindPoolAsync(LeaseId lease)
    {
        var questions = directory.All.GroupBy(pool => pool.Lane, (lane, pools) => Ask(lane, new TraceQuestion([.. pools], lease)));
        var best = (await Task.WhenAll(questions)).DefaultIfEmpty().MaxBy(found => found.Trace);
        return best.Trace == LeaseTrace.None ? null : best.Pool;
    }

    /// <summary>One lease or waiting request, wherever it is; null when there is none of that id.</summary>
    /// <exception cref="DeskRefusedException">The journal cannot be used, or the server ends.</exception>
    public async ValueTask<WhoRow?> FindAsync(LeaseId lease, CancellationToken cancellationToken)
    {
        return await FindPoolAsync(lease).AsTask().WaitAsync(cancellationToken) is { } pool
            ? await Ask(pool.Lane, new LeaseQuestion(pool, lease)).WaitAsync(cancellationToken)
            : null;
    }

    /// <summary>Who would be short of a seat if a pool had these lines; nothing is changed.</summary>
    /// <remarks>The lane makes a copy, and the trying is done on the caller's thread.</remarks>
    /// <exception cref="DeskRefusedException">The journal cannot be used, or the server ends.</exception>
    public async ValueTask<Shortage> ShortageAsync(
        PoolId id, ImmutableArray<LicenseLine> lines, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (directory.Find(id) is not { } pool)
            return Shortage.None;
        var copy = await Ask(pool.Lane, new CopyQuestion(pool)).WaitAsync(cancellationToken);
        return copy.With(lines, now);
    }

    /// <summary>Finds a pool by <c>vendor/feature</c>, or by <c>feature</c> where only one licensed vendor has it.</summary>
    /// <param name="name">The name a client used.</param>
    /// <param name="ambiguous">True when several vendors have the feature.</param>
    /// <returns>Null when there is none, or more than one.</returns>
    public PoolId? Resolve(string name, out bool ambiguous) => directory.Resolve(name, out ambiguous)?.Id;

    /// <summary>The same for sessions, which post to the pool's lane themselves.</summary>
    public LanePool? Find(string name, out bool ambiguous) => directory.Resolve(name, out ambiguous);

    /// <summary>Full names of licensed pools that share a feature's name.</summary>
    public ImmutableArray<string> NamesOf(string feature) => directory.NamesOf(feature);

    /// <summary>Licensed names near one that is unknown.</summary>
    public ImmutableArray<string> SimilarTo(string name) => directory.Similar(name);

    /// <summary>Decides what waits, writes snapshots, and ends. Idempotent.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isDisposed, true))
            return;
        foreach (var lane in lanes)
            await lane.DisposeAsync();
    }

    private Task<WhoPage> WhoAsync(LanePool pool, WhoFilter? filter, int skip, int take, CancellationToken cancellationToken) =>
        Ask(pool.Lane, new WhoQuestion(pool, skip, take, filter)).WaitAsync(cancellationToken);

    /// <summary>Puts a question to a lane.</summary>
    /// <returns>The answer; a <see cref="DeskRefusedException"/> when the lane cannot answer, or met a fault.</returns>
    internal Task<T> Ask<T>(Lane lane, LaneQuestion<T> question)
    {
        question.Faulted = error => LogQuestionFault(error, question.GetType().Name);
        if (lane.PostBeyondLimit(new Posting(new AdministratorCall()) { Query = question }) is { } refusal)
            question.Refuse(refusal);
        return question.Answered;
    }

    private static Task<Reply> ExecuteAsync(LanePool pool, PoolCommand command, CancellationToken cancellationToken)
    {
        var call = new AdministratorCall();
        var posting = new Posting(call, requestsExpected: 1);
        posting.Requests.Add(new LaneRequest(0, pool, command));
        if (pool.Lane.PostBeyondLimit(posting) is { } refusal)
            call.Refuse(posting.Requests[0], refusal);
        return call.Answered.WaitAsync(cancellationToken);
    }

    private static Refusal UnknownPool(string name) => new(
        ErrorCodes.NoSuchFeature, $"no license for '{name}' was ever installed here", "run 'usher status' to see the features", TimeSpan.Zero);

    private LanePool FindOrOpen(PoolId id)
    {
        lock (opening)
            return directory.Find(id) ?? Open(new LoadedPool(new Pool(id, pools), 0, 0, 0));
    }

    private LanePool Open(LoadedPool loaded)
    {
        var index = opened++;
        var pool = new LanePool(loaded, lanes[index % lanes.Length], index);
        directory.Add(pool);
        return pool;
    }

    [LoggerMessage(2015, LogLevel.Error, "A question to a lane met a fault: {Question}")]
    private partial void LogQuestionFault(Exception error, string question);
}
