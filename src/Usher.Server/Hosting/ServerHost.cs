using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Usher.Ports;
using Usher.Server.Access;
using Usher.Server.Management;
using Usher.Server.Management.Contract;
using Usher.Server.Management.Routes;
using Usher.Server.Networks;

namespace Usher.Server.Hosting;

/// <summary>Kestrel with its two kinds of listeners: seats over TCP, administration over a Unix socket.</summary>
/// <remarks>Built from nothing, so that neither a settings file nor a variable of ASP.NET Core changes what it does.</remarks>
internal sealed class ServerHost : IAsyncDisposable
{
    /// <summary>How long connections may take to end when the server stops.</summary>
    internal static readonly TimeSpan StopMax = TimeSpan.FromSeconds(5);

    private readonly WebApplication app;
    private readonly List<ListenOptions> seats = [];
    private readonly AdminSocket socket;
    private readonly bool isPlaintext;

    private ServerHost(ServerCore core, Surroundings around, AdminSocket socket, SeatsEndpoint endpoint)
    {
        this.socket = socket;
        isPlaintext = core.Options.Listen.InsecureLoopback;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "usher" });
        AddServices(builder.Services, around.Loggers);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, core, around.Loggers, endpoint));
        app = builder.Build();
        app.UseMiddleware<ProblemResponses>();
        app.UseRouting();
        app.UseMiddleware<RoleGate>();
        AdminApi.Map(app, core);
    }

    /// <summary>Begins to listen.</summary>
    /// <exception cref="ServerStartException">A port is taken (USH5106) or cannot be listened on (USH5107).</exception>
    internal static async Task<ServerHost> StartAsync(
        ServerCore core, Surroundings around, AdminSocket socket, SeatsEndpoint endpoint, CancellationToken cancellationToken)
    {
        var host = new ServerHost(core, around, socket, endpoint);
        try
        {
            await host.app.StartAsync(cancellationToken);
            return host;
        }
        catch (PortBusyException busy)
        {
            await host.app.DisposeAsync();
            throw new ServerStartException(await BusyPort.ExplainAsync(busy.Endpoint, Transport.Tcp, around.Time, cancellationToken), busy);
        }
        catch
        {
            await host.app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Where seats are served, with the real ports.</summary>
    internal IReadOnlyList<IPEndPoint> SeatEndpoints => [.. seats.Select(listen => listen.IPEndPoint!)];

    /// <summary>Every listener.</summary>
    internal IReadOnlyList<EndpointStatus> Endpoints =>
    [
        .. SeatEndpoints.Select(endpoint => new EndpointStatus("seats", $"{endpoint}", isPlaintext ? "tcp" : "tls")),
        new EndpointStatus("admin", socket.Path, "unix"),
    ];

    /// <summary>Ends every connection, gently first, and stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static void AddServices(IServiceCollection services, ILoggerFactory loggers)
    {
        services.AddRoutingCore();
        services.Replace(ServiceDescriptor.Singleton(loggers));
        // Signals belong to the program that hosts the server.
        services.Replace(ServiceDescriptor.Singleton<IHostLifetime, EmbeddedLifetime>());
        services.Configure<HostOptions>(host => host.ShutdownTimeout = StopMax);
        services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = BoundSockets.Create);
        services.Configure<JsonOptions>(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, AdminJson.Default));
    }

    private void Listen(KestrelServerOptions kestrel, ServerCore core, ILoggerFactory loggers, SeatsEndpoint endpoint)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = AdminFaults.BodyBytesMax;
        var listen = core.Options.Listen;
        foreach (var address in listen.Addresses.SelectMany(ListenAddress.Resolve).Distinct())
        {
            kestrel.Listen(address, listen.Port, options =>
            {
                endpoint.Configure(options);
                seats.Add(options);
            });
        }

        var gate = new OwnerGate(loggers.CreateLogger<OwnerGate>());
        kestrel.ListenUnixSocket(socket.Path, options =>
        {
            options.Protocols = HttpProtocols.Http1;
            options.Use(gate.Guard);
        });
    }
}
