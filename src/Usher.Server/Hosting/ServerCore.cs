using Microsoft.Extensions.Logging;
using Usher.Journal;
using Usher.Journal.History;
using Usher.Journal.Sqlite;
using Usher.Licensing;
using Usher.Server.Access;
using Usher.Server.Backup;
using Usher.Server.Events;
using Usher.Server.History;
using Usher.Server.Identity;
using Usher.Server.Lanes;
using Usher.Server.Licenses;
using Usher.Server.Management;
using Usher.Server.Management.Contract;
using Usher.Server.Management.Leases;
using Usher.Server.Metrics;
using Usher.Server.Networks;
using Usher.Server.Options;
using Usher.Server.Time;
using Usher.Server.Tracing;
using Usher.Server.Validation;

namespace Usher.Server.Hosting;

/// <summary>All of a server but its sockets: the data folder, the journal, the licenses and the desk.</summary>
internal sealed partial class ServerCore : IAsyncDisposable
{
    private readonly Undo opened;
    private readonly ILogger logger;

    private ServerCore(
        Undo opened, ILogger logger, ServerOptions options, DataFolder folder, ServerKey key, IJournal journal, ServerClock clock)
    {
        (this.opened, this.logger) = (opened, logger);
        (Options, Folder, Key, Journal, Clock) = (options, folder, key, journal, clock);
        StartedAt = clock.Now;
    }

    internal ServerOptions Options { get; }

    internal DataFolder Folder { get; }

    internal ServerKey Key { get; }

    internal ServerIdentity Identity => Key.Identity;

    internal IJournal Journal { get; }

    internal ServerClock Clock { get; }

    /// <summary>All streams of the journal in one order.</summary>
    internal ILogReader LogReader => (ILogReader)Journal;

    /// <summary>Wakes who follows the journal.</summary>
    internal CommitSignal Commits { get; private init; } = new();

    /// <summary>What reports read.</summary>
    internal HistoryReader History => new(Folder.HistoryPath);

    /// <summary>Traces requests, if anybody wants to know.</summary>
    internal RequestTracer Tracer { get; } = new();

    /// <summary>How many connections there may be.</summary>
    internal DescriptorBudget Descriptors { get; } = DescriptorBudget.OfThisProcess();

    /// <summary>The machine's timers.</summary>
    internal required TimeProvider Time { get; init; }

    /// <summary>Names leases that are taken over HTTP, and proves who took them.</summary>
    internal required LeaseProofs Proofs { get; init; }

    /// <summary>Notices who waits over HTTP and asks no more.</summary>
    internal required PollWatch Polls { get; init; }

    internal required LicenseCatalog Catalog { get; init; }

    internal required ServerLog Log { get; init; }

    /// <summary>Who may administer.</summary>
    internal required Accounts Accounts { get; init; }

    /// <summary>Finds out who asks.</summary>
    internal required AccessControl Access { get; init; }

    internal required Passwords Passwords { get; init; }

    /// <summary>How the names of people are shown.</summary>
    internal required PeopleNames Names { get; init; }

    internal required IdSource Ids { get; init; }

    internal required Desk Desk { get; init; }

    internal required IPoolLines Pools { get; init; }

    internal required NetworkGate Gate { get; init; }

    /// <summary>Who lives by datagrams; null when the server listens for none.</summary>
    internal LeaseValidation? Validation { get; private init; }
    /// <summary>What is measured.</summary>
    internal required MetricTable Metrics { get; init; }

    /// <summary>By the server's clock.</summary>
    internal DateTimeOffset StartedAt { get; }

    /// <summary>Where it listens; empty until it does.</summary>
    internal IReadOnlyList<EndpointStatus> Endpoints { get; set; } = [];

    /// <summary>What clients of seats are told about where it is managed; empty: nothing that they could reach.</summary>
    internal string AdminUrl { get; set; } = "";

    /// <summary>Why nothing is granted; null: seats are.</summary>
    internal ServerFault? Condition => Desk.JournalFault ?? Clock.Fault;

    /// <summary>Opens everything, in order; closes what was opened when something fails.</summary>
    /// <exception cref="ServerStartException">The reasons, each with its cure.</exception>
    internal static async Task<ServerCore> OpenAsync(ServerOptions options, Surroundings around, CancellationToken cancellationToken)
    {
        var opened = new Undo();
        try
        {
            var folder = opened.Push(DataFolder.Lock(options.DataFolder));
            var key = opened.Push(ServerKey.Open(folder.Path));
            var nudge = new HistoryNudge();
            var commits = new CommitSignal();
            var journal = opened.Push(await SqliteJournal.OpenAsync(
                new() { Path = folder.JournalPath, Observer = new JournalObservers(nudge, commits, new JournalMetrics(around.Metrics.Meters)) },
                around.Time,
                cancellationToken));
            var history = options.History.Enabled ? opened.Push(NewProjector(options.History.At(folder.HistoryPath), journal, around)) : null;
            var core = await OpenAsync(opened, options, around, folder, key, journal, commits, cancellationToken);
            await core.InstallAsync(options.Licenses.Files, cancellationToken);
            if (history is not null)
            {
                nudge.Bind(history.Nudge);
                history.Start();
            }

            return core;
        }
        catch (Exception error)
        {
            await opened.DisposeAsync();
            if (error is JournalException journal)
                throw new ServerStartException(new ServerFault(journal.Code, journal.Message, journal.Hint), error);
            if (error is DeskRefusedException refused)
                throw new ServerStartException(refused.Refusal.ToFault(), error);
            throw;
        }
    }

    private static HistoryProjector NewProjector(HistorySettings settings, IJournal journal, Surroundings around) => new(
        journal, settings, around.Time,
        new HistoryLog(around.Loggers.CreateLogger<HistoryLog>()) { Metrics = new HistoryMetrics(around.Metrics.Meters) });

    /// <summary>What other processes should know of this server.</summary>
    internal RunningServer Describe(
        string adminSocket, IReadOnlyList<string> endpoints, IReadOnlyList<string> adminUrls, IReadOnlyList<string> validation) =>
        new(Environment.ProcessId, ServerVersion.Text, StartedAt, endpoints, adminSocket, adminUrls, validation);

    /// <summary>Decides what waits, writes that the server ended, and closes everything.</summary>
    public async ValueTask DisposeAsync()
    {
        await Desk.DisposeAsync();
        await SayStoppedAsync();
        await opened.DisposeAsync();
        Tracer.Dispose();
    }

    /// <summary>Not essential: without the entry, the next reader of the log sees a crash.</summary>
    private async Task SayStoppedAsync()
    {
        try
        {
            await Log.AppendAsync(new ServerStopped(), CancellationToken.None);
        }
        catch (JournalException error)
        {
            LogEndUnrecorded(error.Code, error.Message);
        }
    }

    [LoggerMessage(1541, LogLevel.Warning, "{Code}: {Message}; {Hint}")]
    private partial void LogRestored(string code, string message, string hint);

    [LoggerMessage(1540, LogLevel.Error, "The end of the server could not be written to the journal: {Code}: {Message}")]
    private partial void LogEndUnrecorded(string code, string message);

    /// <summary>The same on a journal and a key that are open already.</summary>
    internal static Task<ServerCore> OpenAsync(
        Undo opened, ServerOptions options, Surroundings around, DataFolder folder, ServerKey key, IJournal journal, CancellationToken cancellationToken) =>
        OpenAsync(opened, options, around, folder, key, journal, new CommitSignal(), cancellationToken);

    private static async Task<ServerCore> OpenAsync(
        Undo opened,
        ServerOptions options,
        Surroundings around,
        DataFolder folder,
        ServerKey key,
        IJournal journal,
        CommitSignal commits,
        CancellationToken cancellationToken)
    {
        var heads = await journal.ListAsync(cancellationToken);
        var clock = new ServerClock(around.Time, heads.Count == 0 ? null : heads.Max(head => head.LastAt), options.Clock.Tolerance)
        {
            Restored = RestoreMark.Read(folder.Path),
        };
        var rules = new InstallRules(key.Identity, VendorKeyFiles.Read(options.Licenses.VendorKeys), options.Leases.Linger);
        var catalog = opened.Push(new LicenseCatalog(rules, clock));
        var validation = options.Listen.Validation
            ? new LeaseValidation(ValidationSecret.Open(folder.Path), options.Validation, clock, around.Time, around.Ids)
            {
                Metrics = new ValidationMetrics(around.Metrics.Meters),
            }
            : null;
        var accounts = new Accounts(clock);
        Action<ServerEvent, DateTimeOffset> apply = catalog.Apply;
        var log = opened.Push(await ServerLog.OpenAsync(journal, clock, around.Ids, apply + accounts.Apply, cancellationToken));
        var desk = opened.Push(new Desk(
            journal, clock, options.Leases, options.Seats, around.Ids, around.Time, around.Loggers, options.Lanes.Chosen,
            new LaneMetrics(around.Metrics.Meters))
        {
            Connectionless = validation?.Book,
        });
        await desk.StartAsync(cancellationToken);
        var pools = new DeskLines(desk);
        await catalog.ReconcileAsync(pools, cancellationToken);
        var passwords = opened.Push(new Passwords());
        var core = new ServerCore(opened, around.Loggers.CreateLogger<ServerCore>(), options, folder, key, journal, clock)
        {
            Time = around.Time,
            Catalog = catalog,
            Log = log,
            Desk = desk,
            Pools = pools,
            Gate = new NetworkGate(TrustedNetworks.Parse(options.Networks.Trusted), around.Time, around.Loggers.CreateLogger<NetworkGate>()),
            Validation = validation,
            Commits = commits,
            Proofs = opened.Push(new LeaseProofs(key.DeriveSecret(LeaseProofs.Purpose))),
            Polls = opened.Push(new PollWatch(around.Time)),
            Accounts = accounts,
            Passwords = passwords,
            Access = new AccessControl(
                accounts, passwords, options.Access, clock, around.Ids, around.Loggers.CreateLogger<AccessControl>()),
            Names = new PeopleNames(key.DeriveSecret("usher names"), options.Privacy.HideNames),
            Ids = around.Ids,
            Metrics = around.Metrics,
        };
        if (clock.Restored?.FaultAt(clock.Now) is { } restored)
            core.LogRestored(restored.Code, restored.Message, restored.Hint);
        PoolMetrics.Publish(around.Metrics.Meters, desk, options.Metrics.FeaturesMax);
        ServerMetrics.Publish(around.Metrics.Meters, core);
        ProcessMetrics.Publish(around.Metrics.Meters);
        return core;
    }

    /// <summary>The licenses that the options name, unless they are installed already.</summary>
    private async Task InstallAsync(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var faults = new List<ServerFault>();
        foreach (var path in files)
        {
            var file = VendorKeyFiles.ReadBytes(path, LicenseFile.BytesMax);
            var plan = await Catalog.AddAsync(Log, file, "start", cancellationToken);
            faults.AddRange(plan.Faults.Select(fault => fault with { Message = $"{path}: {fault.Message}" }));
        }

        if (faults.Count > 0)
            throw new ServerStartException(faults);
        await Catalog.ReconcileAsync(Pools, cancellationToken);
    }
}
