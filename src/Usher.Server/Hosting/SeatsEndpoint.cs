using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Usher.Server.Seats;

namespace Usher.Server.Hosting;

/// <summary>The pipeline of a connection to 1203/tcp: who may in, TLS, then the session.</summary>
internal sealed class SeatsEndpoint : IAsyncDisposable
{
    private readonly X509Certificate2? certificate;
    private readonly SeatsSettings settings;

    internal SeatsEndpoint(ServerCore core, Surroundings around)
    {
        settings = core.Options.Seats;
        certificate = core.Options.Listen.InsecureLoopback ? null : core.Key.MakeCertificate();
    }

    /// <summary>Puts the pipeline behind a listener.</summary>
    internal void Configure(ListenOptions listen)
    {
        listen.Protocols = HttpProtocols.None;
        if (certificate is not null)
            SeatsTls.Use(listen, certificate, settings.HandshakeMax);
        listen.Run(_ => Task.CompletedTask);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        certificate?.Dispose();
        return ValueTask.CompletedTask;
    }
}
