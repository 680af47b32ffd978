using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Usher.Server.Hosting;
using Usher.Server.Management.Contract;
using Usher.Server.Networks;

namespace Usher.Server.Validation;

/// <summary>1203/udp: the sockets, the threads that serve them, and the sweep of what is over.</summary>
internal sealed class ValidationEndpoint : IDisposable
{
    /// <summary>How often leases that are over are forgotten.</summary>
    internal static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    private readonly List<ReceiveLoop> loops = [];
    private readonly ITimer sweep;

    private ValidationEndpoint(LeaseValidation validation, List<Socket> sockets, TrustedNetworks trusted, RateTable rates, Surroundings around)
    {
        Bound = [.. sockets.Select(socket => (IPEndPoint)socket.LocalEndPoint!)];
        validation.ListenAt(Bound);
        var logger = around.Loggers.CreateLogger<ReceiveLoop>();
        foreach (var socket in sockets)
            loops.Add(new ReceiveLoop(socket, new SourceGate(trusted, rates), new DatagramClerk(validation), validation.Metrics, logger));
        sweep = around.Time.CreateTimer(static book => ((ValidationBook)book!).Sweep(), validation.Book, SweepEvery, SweepEvery);
    }

    /// <summary>Where it listens, with the real ports.</summary>
    internal IReadOnlyList<IPEndPoint> Bound { get; }

    /// <summary>The same for the server's status.</summary>
    internal IEnumerable<EndpointStatus> Endpoints => Bound.Select(endpoint => new EndpointStatus("validation", $"{endpoint}", "udp"));

    /// <summary>Begins to listen.</summary>
    /// <exception cref="PortBusyException">A port is taken.</exception>
    /// <exception cref="ServerStartException">A port cannot be listened on (USH5107).</exception>
    internal static ValidationEndpoint Start(ServerCore core, LeaseValidation validation, Surroundings around)
    {
        var listen = core.Options.Listen;
        var port = listen.ValidationPort == 0 ? listen.Port : listen.ValidationPort;
        var sockets = new List<Socket>();
        try
        {
            foreach (var address in listen.Addresses.SelectMany(ListenAddress.Resolve).Distinct())
                sockets.Add(DatagramSocket.Bind(new IPEndPoint(address, port)));
        }
        catch
        {
            sockets.ForEach(socket => socket.Dispose());
            throw;
        }

        var rates = new RateTable(around.Time, validation.Settings.DatagramsPerSecondMax, around.Ids);
        return new ValidationEndpoint(validation, sockets, TrustedNetworks.Parse(core.Options.Networks.Trusted), rates, around);
    }

    /// <summary>Stops listening; waits for the threads.</summary>
    public void Dispose()
    {
        sweep.Dispose();
        foreach (var loop in loops)
            loop.Dispose();
    }
}
