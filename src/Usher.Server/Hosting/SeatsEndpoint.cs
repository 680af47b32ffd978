using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Usher.Server.Management.Contract;
using Usher.Server.Networks;
using Usher.Server.Seats;

namespace Usher.Server.Hosting;

/// <summary>The pipeline of a connection to 1203/tcp: who may in, TLS, then the session.</summary>
internal sealed class SeatsEndpoint : IDisposable
{
    private readonly X509Certificate2? certificate;
    private readonly SeatsSettings settings;
    private readonly Door door;
    private readonly SeatsHandler handler;
    private readonly List<ListenOptions> bound = [];
    private readonly Options.ListenOptions options;

    internal SeatsEndpoint(ServerCore core, Surroundings around)
    {
        (options, settings) = (core.Options.Listen, core.Options.Seats);
        certificate = options.InsecureLoopback ? null : core.Key.MakeCertificate();
        var metrics = new SeatsMetrics(core.Metrics.Meters);
        var connectionsMax = core.Descriptors.ForSeats(settings.ConnectionsMax);
        door = new Door(settings with { ConnectionsMax = connectionsMax }, core.Gate.Admits, around.Loggers.CreateLogger<Door>()) { SeatsMetrics = metrics };
        var card = new ServerCard(core.Identity.ToString(), ServerVersion.Text, () => core.AdminUrl, core.StartedAt);
        handler = new SeatsHandler(
            core.Desk, core.Clock, core.Catalog, card, settings, around.Time, around.Loggers.CreateLogger<SeatsHandler>())
        {
            Validation = core.Validation,
            SeatsMetrics = metrics,
        };
    }

    /// <summary>Clients that have been welcomed and are still connected.</summary>
    internal int SessionCount => handler.SessionCount;

    /// <summary>Where seats are served, with the real ports, once it listens.</summary>
    internal IReadOnlyList<IPEndPoint> Bound => [.. bound.Select(listen => listen.IPEndPoint!)];

    /// <summary>The same for people and programs.</summary>
    internal IEnumerable<EndpointStatus> Status =>
        Bound.Select(endpoint => new EndpointStatus("seats", $"{endpoint}", options.InsecureLoopback ? "tcp" : "tls"));

    /// <summary>Listens on every address of the options.</summary>
    internal void Listen(KestrelServerOptions kestrel)
    {
        foreach (var address in options.Addresses.SelectMany(ListenAddress.Resolve).Distinct())
            kestrel.Listen(address, options.Port, Configure);
    }

    /// <summary>Puts the pipeline behind a listener.</summary>
    private void Configure(ListenOptions listen)
    {
        bound.Add(listen);
        listen.Protocols = HttpProtocols.None;
        listen.Use(door.Guard);
        if (certificate is not null)
            SeatsTls.Use(listen, certificate, settings.HandshakeMax);
        listen.Run(handler.OnConnectedAsync);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        handler.Dispose();
        certificate?.Dispose();
    }
}
