using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Usher.Protocol;
using Usher.Server.Hosting;
using Usher.Server.Management.Contract;

namespace Usher.Server.Discovery;

/// <summary>1455/udp: who serves licenses here? A convenience: when it cannot listen, the server goes on without it.</summary>
internal sealed partial class DiscoveryEndpoint : IAsyncDisposable
{
    private const string Name = "discovery", Transport = "udp";

    private readonly List<DiscoverySocket> sockets = [];
    private readonly List<EndpointStatus> failed = [];
    private readonly ILogger logger;

    private DiscoveryEndpoint(ILogger logger) => this.logger = logger;

    /// <summary>Where it listens, with the real ports; empty when it does not.</summary>
    internal IReadOnlyList<IPEndPoint> Bound => [.. sockets.Select(socket => socket.Bound)];

    /// <summary>The same for the server's status, with what could not be listened on.</summary>
    internal IReadOnlyList<EndpointStatus> Endpoints => [.. Bound.Select(bound => new EndpointStatus(Name, $"{bound}", Transport)), .. failed];

    /// <summary>Begins to listen, unless it is switched off. Never fails.</summary>
    /// <param name="core">Whose key signs, and what it serves.</param>
    /// <param name="around">Clock and log.</param>
    /// <param name="seats">Where seats are served.</param>
    /// <param name="others">All endpoints that listen; those with HTTP are management.</param>
    internal static DiscoveryEndpoint Start(
        ServerCore core, Surroundings around, IReadOnlyList<IPEndPoint> seats, IReadOnlyList<EndpointStatus> others)
    {
        var started = new DiscoveryEndpoint(around.Loggers.CreateLogger<DiscoveryEndpoint>());
        var options = core.Options;
        if (!options.Listen.Discovery)
            return started;
        var clerk = new DiscoveryClerk(
            core.Key, Card(seats, others), new AnswerBudget(options.Discovery, around.Time), core.Gate.Admits,
            feature => core.Desk.Find(feature, out _) is { Summary.IsLicensed: true } || !core.Desk.NamesOf(feature).IsEmpty)
        {
            DiscoveryMetrics = new DiscoveryMetrics(around.Metrics.Meters),
        };
        foreach (var hearing in Hearing.Plan(options.Listen.Addresses))
            started.Listen(hearing, options.Listen.DiscoveryPort, clerk);
        NetworkChange.NetworkAddressChanged += started.OnAddressesChanged;
        return started;
    }

    /// <summary>Stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        NetworkChange.NetworkAddressChanged -= OnAddressesChanged;
        foreach (var socket in sockets)
            await socket.DisposeAsync();
    }

    private static DiscoveryCard Card(IReadOnlyList<IPEndPoint> seats, IReadOnlyList<EndpointStatus> others)
    {
        var management = others.Where(one => one.Transport is "https" or "http")
            .Select(one => IPEndPoint.TryParse(one.Address, out var endpoint) ? endpoint : null).OfType<IPEndPoint>().ToList();
        return new(
            [.. seats.Select(endpoint => (ushort)endpoint.Port).Distinct().Take(DiscoveryWire.SeatsPortsMax)],
            (ushort)(management.Find(endpoint => !IPAddress.IsLoopback(endpoint.Address))?.Port ?? 0),
            (ushort)(management.FirstOrDefault()?.Port ?? 0),
            DiscoveryText.Fit(Environment.MachineName, DiscoveryWire.NameBytesMax),
            DiscoveryText.Fit(ServerVersion.Text, DiscoveryWire.VersionBytesMax));
    }

    private void Listen(Hearing hearing, int port, DiscoveryClerk clerk)
    {
        try
        {
            sockets.Add(DiscoverySocket.Start(hearing, port, clerk, logger));
        }
        catch (SocketException error)
        {
            var endpoint = new IPEndPoint(hearing.Bind, port);
            var fault = new ServerFault(
                ServerCodes.DiscoveryUnbound,
                $"discovery cannot listen on {endpoint}/udp: {error.Message}",
                "seats are served all the same, to clients that know the address; free the port, name another with Listen:DiscoveryPort, or set Listen:Discovery=false");
            failed.Add(new EndpointStatus(Name, $"{endpoint}", Transport, fault));
            LogNotListening(fault.Code, fault.Message, fault.Hint);
        }
    }

    private void OnAddressesChanged(object? sender, EventArgs change)
    {
        var now = LocalInterface.All();
        foreach (var socket in sockets)
            socket.Join(now);
    }

    [LoggerMessage(1720, LogLevel.Warning, "{Code}: {Message}; {Hint}")]
    private partial void LogNotListening(string code, string message, string hint);
}
