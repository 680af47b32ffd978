using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Usher.Server.Seats;

namespace Usher.Server.Hosting;

/// <summary>The pipeline of a connection to 1203/tcp: who may in, TLS, then the session.</summary>
internal sealed class SeatsEndpoint : IDisposable
{
    private readonly X509Certificate2? certificate;
    private readonly SeatsSettings settings;
    private readonly Door door;
    private readonly SeatsHandler handler;

    internal SeatsEndpoint(ServerCore core, Surroundings around)
    {
        settings = core.Options.Seats;
        certificate = core.Options.Listen.InsecureLoopback ? null : core.Key.MakeCertificate();
        door = new Door(settings, core.Gate.Admits, around.Loggers.CreateLogger<Door>());
        var card = new ServerCard(core.Identity.ToString(), ServerVersion.Text, AdminUrl: "", core.StartedAt);
        handler = new SeatsHandler(
            core.Desk, core.Clock, core.Catalog, card, settings, around.Time, around.Loggers.CreateLogger<SeatsHandler>())
        {
            Validation = core.Validation,
        };
    }

    /// <summary>Clients that have been welcomed and are still connected.</summary>
    internal int SessionCount => handler.SessionCount;

    /// <summary>Puts the pipeline behind a listener.</summary>
    internal void Configure(ListenOptions listen)
    {
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
