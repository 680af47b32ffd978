using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Usher.Server.Management;
using Usher.Server.Management.Contract;

namespace Usher.Server.Hosting;

/// <summary>The listener of the Unix socket in the data folder: administration for the owner alone.</summary>
internal sealed class SocketEndpoint(AdminSocket socket, ILoggerFactory loggers)
{
    private readonly OwnerGate gate = new(loggers.CreateLogger<OwnerGate>());

    /// <summary>Where it listens.</summary>
    internal EndpointStatus Status => new("admin", socket.Path, "unix");

    /// <summary>Listens on it.</summary>
    internal void Listen(KestrelServerOptions kestrel) => kestrel.ListenUnixSocket(socket.Path, options =>
    {
        options.Protocols = HttpProtocols.Http1;
        options.Use(gate.Guard);
    });
}
