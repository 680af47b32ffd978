using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Usher.Server.Management;
using Usher.Server.Management.Contract;

namespace Usher.Server.Hosting;

/// <summary>Kestrel with its three kinds of listeners: seats over TCP, administration over HTTPS and over a Unix socket.</summary>
/// <remarks>Built from nothing, so that neither a settings file nor a variable of ASP.NET Core changes what it does.</remarks>
internal sealed class ServerHost : IAsyncDisposable
{
    /// <summary>How long connections may take to end when the server stops.</summary>
    internal static readonly TimeSpan StopMax = TimeSpan.FromSeconds(5);

    private readonly WebApplication app;
    private readonly SeatsEndpoint seats;
    private readonly AdminEndpoint admin;
    private readonly SocketEndpoint socket;

    private ServerHost(ServerCore core, Surroundings around, SeatsEndpoint seats, AdminEndpoint admin, SocketEndpoint socket)
    {
        (this.seats, this.admin, this.socket) = (seats, admin, socket);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "usher" });
        AddServices(builder.Services, core.Options.Listen, around.Loggers);
        // Before Kestrel adds its own, which it then does not.
        builder.Services.AddSingleton<IConnectionListenerFactory>(services => new BoundedTransport(
            new SocketTransportFactory(services.GetRequiredService<IOptions<SocketTransportOptions>>(), around.Loggers), core.Descriptors.AtOnce));
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(Listen);
        app = builder.Build();
        AdminPipeline.UseGates(app, core, around.Time);
        AdminPipeline.Map(app, core);
    }

    /// <summary>Begins to listen.</summary>
    /// <exception cref="PortBusyException">A port is taken.</exception>
    /// <exception cref="ServerStartException">A port cannot be listened on (USH5107).</exception>
    internal static async Task<ServerHost> StartAsync(
        ServerCore core, Surroundings around, SeatsEndpoint seats, AdminEndpoint admin, SocketEndpoint socket, CancellationToken cancellationToken)
    {
        var host = new ServerHost(core, around, seats, admin, socket);
        try
        {
            await host.app.StartAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Every listener.</summary>
    internal IReadOnlyList<EndpointStatus> Endpoints => [.. seats.Status, .. admin.Status, socket.Status];

    /// <summary>Ends every connection, gently first, and stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static void AddServices(IServiceCollection services, Options.ListenOptions listen, ILoggerFactory loggers)
    {
        services.AddRoutingCore();
        services.Replace(ServiceDescriptor.Singleton(loggers));
        // Signals belong to the program that hosts the server.
        services.Replace(ServiceDescriptor.Singleton<IHostLifetime, EmbeddedLifetime>());
        services.Configure<HostOptions>(host => host.ShutdownTimeout = StopMax);
        services.Configure<SocketTransportOptions>(sockets =>
        {
            sockets.CreateBoundListenSocket = endpoint => BoundSockets.Create(endpoint, PortFlag(endpoint, listen));
            // Whoever has read requests handles them, and whoever has answers sends them: nothing here blocks a thread, and each change of
            // threads costs as much as a decision.
            sockets.UnsafePreferInlineScheduling = true;
        });
        services.Configure<JsonOptions>(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, AdminJson.Default));
    }

    private static string PortFlag(EndPoint endpoint, Options.ListenOptions listen) =>
        endpoint is IPEndPoint ip && ip.Port == listen.AdminPort && ip.Port != listen.Port ? "--admin-port" : "--port";

    private void Listen(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        HttpLimits.Set(kestrel.Limits);
        seats.Listen(kestrel);
        admin.Listen(kestrel);
        socket.Listen(kestrel);
    }
}
