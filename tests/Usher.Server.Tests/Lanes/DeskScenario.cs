using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Usher.Core;
using Usher.Journal;
using Usher.Journal.Memory;
using Usher.Server.Lanes;
using Usher.Server.Metrics;
using Usher.Server.Seats;
using Usher.Server.Validation;

namespace Usher.Server.Tests.Lanes;

/// <summary>A desk on a journal in memory, in virtual time.</summary>
internal sealed class DeskScenario : IAsyncDisposable
{
    public static readonly PoolId Cad = new("acme", "cad");

    private readonly PoolSettings pools;
    private readonly SeatsSettings limits;
    private readonly int lanes;
    private readonly LaneSettings? lanesAs;
    private readonly ILoggerFactory logs;
    private int lastLease;

    public DeskScenario(
        PoolSettings? pools = null,
        SeatsSettings? limits = null,
        int lanes = 1,
        Func<IJournal, IJournal>? journal = null,
        LaneSettings? lanesAs = null,
        ILoggerFactory? logs = null)
    {
        (this.pools, this.limits, this.lanes) = (pools ?? new PoolSettings(), limits ?? new SeatsSettings(), lanes);
        (this.lanesAs, this.logs) = (lanesAs, logs ?? NullLoggerFactory.Instance);
        Store = journal?.Invoke(Journal) ?? Journal;
        (Validation, Desk) = NewDesk();
    }

    public FakeClock Clock { get; } = new();

    public MemoryJournal Journal { get; } = new();

    public MetricTable Metrics { get; } = new(NullLogger.Instance);

    /// <summary>The journal as the desk sees it.</summary>
    public IJournal Store { get; }

    public IdSource Ids { get; } = new CountingIds();

    public Desk Desk { get; private set; }

    /// <summary>Who lives by datagrams; another one after each restart, with the same secret.</summary>
    public LeaseValidation Validation { get; private set; }

    public static LicenseLine Line(int seats, string id = "L1#0") => new(id, FeatureVersion.Any, seats);

    public static Holder Person(string user) => new(user, $"{user}-pc");

    public async Task<DeskScenario> StartAsync(int seats = 2)
    {
        await Desk.StartAsync(default);
        if (seats > 0)
            await SetSeatsAsync(seats);
        return this;
    }

    public async Task SetSeatsAsync(int seats, PoolId? pool = null) =>
        await Desk.ExecuteAsync(pool ?? Cad, new SetLines(seats == 0 ? ImmutableArray<LicenseLine>.Empty : [Line(seats)]), default);

    /// <summary>As after kill -9: another desk on the same journal.</summary>
    public async Task RestartAsync()
    {
        (Validation, Desk) = NewDesk();
        await Desk.StartAsync(default);
    }

    public LeaseId NewLease() => new(new Guid(++lastLease, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0));

    public Checkout Checkout(LeaseId lease, string user = "ada", TimeSpan wait = default, bool detached = false) => new(
        new RequestId(Ids.Next()), lease, Person(user), 1, FeatureVersion.Any, TimeSpan.Zero, wait, 0, detached);

    /// <summary>Hands commands to the pool's lane as one posting of a peer.</summary>
    public Refusal? Post(IPeer peer, params ReadOnlySpan<PoolCommand> commands)
    {
        var pool = Desk.Find(Cad.ToString(), out _)!;
        var posting = new Posting(peer);
        foreach (var command in commands)
            posting.Requests.Add(new LaneRequest((ulong)posting.Requests.Count + 1, pool, command));
        return pool.Lane.Post(posting);
    }

    public void Farewell(IPeer peer)
    {
        var pool = Desk.Find(Cad.ToString(), out _)!;
        pool.Lane.PostBeyondLimit(new Posting(peer) { IsFarewell = true });
    }

    public async ValueTask DisposeAsync()
    {
        await Desk.DisposeAsync();
        await Journal.DisposeAsync();
        Metrics.Dispose();
    }

    private (LeaseValidation Validation, Desk Desk) NewDesk()
    {
        var validation = new LeaseValidation(new byte[32], new ValidationSettings(), Clock, Clock, Ids) { Metrics = new ValidationMetrics(Metrics.Meters) };
        return (validation, new(Store, Clock, pools, limits, Ids, Clock, logs, lanes, new LaneMetrics(Metrics.Meters), lanesAs) { Connectionless = validation.Book });
    }
}
