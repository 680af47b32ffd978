using System.Net;
using Microsoft.Extensions.Logging;
using Usher.Licensing;
using Usher.Server.Discovery;
using Usher.Server.Events;
using Usher.Server.Guard;
using Usher.Server.Hosting;
using Usher.Server.Identity;
using Usher.Server.Management;
using Usher.Server.Networks;
using Usher.Server.Metrics.Otlp;
using Usher.Server.Options;
using Usher.Server.Validation;

namespace Usher.Server;

/// <summary>A running license server: what <c>usher serve</c> runs, and what a test or another program embeds.</summary>
/// <remarks>Safe to use from any thread. It listens to no signals; the program that hosts it does.</remarks>
public sealed partial class UsherServer : IAsyncDisposable
{
    private readonly ServerCore core;
    private readonly Undo opened;
    private readonly ILogger logger;
    private readonly Lazy<Task> stopping;
    private readonly TaskCompletionSource completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private UsherServer(ServerCore core, SeatsEndpoint seats, AdminEndpoint admin, Undo opened, ILogger logger)
    {
        (this.core, this.opened, this.logger) = (core, opened, logger);
        stopping = new Lazy<Task>(StopOnceAsync);
        Bound = seats.Bound;
        AdminUrls = admin.Urls;
    }

    /// <summary>Starts a server.</summary>
    /// <param name="options">From <see cref="EffectiveOptions.Load"/>, or made in code.</param>
    /// <param name="loggers">Where it logs; <see cref="ServerLogging.Create"/> makes one. Must outlive the server.</param>
    /// <param name="time">The clocks and timers of the server; the machine's by default.</param>
    /// <param name="ids">Its random ids; the machine's random numbers by default.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>Once it answers on every endpoint.</returns>
    /// <exception cref="ServerStartException">Every reason why it cannot start that could be found, each with its cure.</exception>
    public static async Task<UsherServer> StartAsync(
        ServerOptions options,
        ILoggerFactory loggers,
        TimeProvider? time = null,
        IdSource? ids = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(loggers);
        if (OptionRules.AllFaults(options).ToList() is { Count: > 0 } faults)
            throw new ServerStartException(faults);

        var around = new Surroundings(time ?? TimeProvider.System, ids ?? IdSource.Random, loggers);
        var opened = new Undo();
        opened.Push(around.Metrics);
        try
        {
            return await StartAsync(options, around, opened, cancellationToken);
        }
        catch (PortBusyException busy)
        {
            await opened.DisposeAsync();
            throw new ServerStartException(await BusyPort.ExplainAsync(busy, around.Time, cancellationToken), busy);
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <summary>The addresses and ports that seats are served on, as they are bound; port 0 of the options is a real one here.</summary>
    public IReadOnlyList<IPEndPoint> Bound { get; }

    /// <summary>The addresses and UDP ports that datagrams are taken on, as they are bound; empty when there are none.</summary>
    public IReadOnlyList<IPEndPoint> ValidationBound { get; private init; } = [];

    /// <summary>Where seats are served, as a client on this machine would write it, <c>host:port</c>.</summary>
    public IReadOnlyList<string> SeatEndpoints => [.. Bound.Select(bound => bound.Reachable())];

    /// <summary>
    /// Where it is managed, as a client on this machine would write it, <c>https://host:port</c>. Loopback alone until an
    /// administrator exists when it starts; empty when <see cref="Options.ListenOptions.Admin"/> is off.
    /// </summary>
    public IReadOnlyList<string> AdminUrls { get; }

    /// <summary>The addresses and UDP ports that discovery answers on, as they are bound; empty when it is off or could not listen.</summary>
    public IReadOnlyList<IPEndPoint> DiscoveryBound { get; private init; } = [];

    /// <summary>What licenses name.</summary>
    public ServerIdentity Identity => core.Identity;

    /// <summary>Absolute path.</summary>
    public string DataFolder => core.Folder.Path;

    /// <summary>Completes once the server has stopped and its data folder is free.</summary>
    public Task Completion => completion.Task;

    /// <summary>
    /// The identity of the server of a data folder, whether it runs or not. Makes folder and key if they are not there.
    /// </summary>
    /// <exception cref="ServerStartException">
    /// The folder cannot be used (USH4101), or the key is exposed (USH4103) or damaged (USH4104).
    /// </exception>
    public static ServerIdentity ReadIdentity(string dataFolder)
    {
        using var key = ServerKey.Open(Server.Identity.DataFolder.Prepare(dataFolder));
        return key.Identity;
    }

    /// <summary>
    /// Stops: no new connections, clients are told, what waits is decided, snapshots are written, the folder is free.
    /// Idempotent; takes up to <c>5 s</c> while clients are still connected.
    /// </summary>
    public Task StopAsync() => stopping.Value;

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await StopAsync();

    private static async Task<UsherServer> StartAsync(
        ServerOptions options, Surroundings around, Undo opened, CancellationToken cancellationToken)
    {
        var core = opened.Push(await ServerCore.OpenAsync(options, around, cancellationToken));
        var socket = opened.Push(AdminSocket.Prepare(core.Folder.Path));
        core.Folder.Announce(core.Describe(socket.Path, [], [], []));
        var datagrams = core.Validation is null ? null : opened.Push(ValidationEndpoint.Start(core, core.Validation, around));
        var seats = opened.Push(new SeatsEndpoint(core, around));
        var admin = opened.Push(new AdminEndpoint(core, around));
        var host = opened.Push(await ServerHost.StartAsync(
            core, around, seats, admin, new SocketEndpoint(socket, around.Loggers), cancellationToken));
        var discovery = opened.Push(DiscoveryEndpoint.Start(core, around, seats.Bound, host.Endpoints));
        (core.Endpoints, core.AdminUrl) = ([.. host.Endpoints, .. datagrams?.Endpoints ?? [], .. discovery.Endpoints], admin.UrlForClients);

        var server = new UsherServer(core, seats, admin, opened, around.Loggers.CreateLogger<UsherServer>())
        {
            ValidationBound = datagrams?.Bound ?? [],
            DiscoveryBound = discovery.Bound,
        };
        core.Folder.Announce(core.Describe(
            socket.Path, server.SeatEndpoints, server.AdminUrls, [.. server.ValidationBound.Select(bound => bound.Reachable())]));
        await core.Log.AppendAsync(
            new ServerStarted(ServerVersion.Text, $"{core.Identity}", server.SeatEndpoints, Environment.ProcessId), cancellationToken);
        var upkeep = opened.Push(new Upkeep(core, around.Time, around.Loggers.CreateLogger<Upkeep>()));
        upkeep.Start();
        opened.Push(new HeapTrim(around.Time, new ProcessHeap()));
        if (GuardStart.Make(core, around) is { } guard)
            opened.Push(guard).Start();
        if (options.Otlp.Endpoint.Length > 0)
            opened.Push(await OtlpExport.OfAsync(core, around, cancellationToken)).Start();
        server.LogStarted(core.Identity.ToString(), string.Join(", ", server.SeatEndpoints), core.Catalog.Installed.Count);
        server.LogManaged(server.AdminUrls.Count > 0 ? string.Join(", ", server.AdminUrls) : "its Unix socket alone");
        server.SayIfDescriptorsAreFew(options.Seats.ConnectionsMax);
        return server;
    }

    private void SayIfDescriptorsAreFew(int wanted)
    {
        if (core.Descriptors.ForSeats(wanted) is var connections && connections < wanted)
            LogFewDescriptors(core.Descriptors.Descriptors, connections, wanted);
    }

    private async Task StopOnceAsync()
    {
        try
        {
            await opened.DisposeAsync();
            LogStopped();
            completion.TrySetResult();
        }
        catch (Exception error)
        {
            completion.TrySetException(error);
            throw;
        }
    }

    [LoggerMessage(1530, LogLevel.Information, "Server {Identity} serves seats on {Endpoints} from {Licenses} licenses")]
    private partial void LogStarted(string identity, string endpoints, int licenses);

    [LoggerMessage(1532, LogLevel.Information, "It is managed on {Urls}")]
    private partial void LogManaged(string urls);

    [LoggerMessage(1533, LogLevel.Information, "The system lets it open {Descriptors} files, enough for {Connections} connections for seats, not for {Wanted} (Seats:ConnectionsMax); LimitNOFILE of the service or 'ulimit -n' sets that")]
    private partial void LogFewDescriptors(int descriptors, int connections, int wanted);

    [LoggerMessage(1531, LogLevel.Information, "Server stopped")]
    private partial void LogStopped();
}
