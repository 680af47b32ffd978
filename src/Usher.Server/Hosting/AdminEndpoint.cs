using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Usher.Server.Management;
using Usher.Server.Management.Contract;
using Usher.Server.Networks;

namespace Usher.Server.Hosting;

/// <summary>
/// The listeners of 1455/tcp: who may in, TLS, then HTTP. On loopback alone until there is an administrator; the first
/// one is heard elsewhere from the next start on.
/// </summary>
internal sealed class AdminEndpoint : IDisposable
{
    private readonly Options.ListenOptions options;
    private readonly bool isLocal;
    private readonly TimeSpan handshakeMax;
    private readonly AdminTls? tls;
    private readonly AdminDoor door;
    private readonly List<ListenOptions> bound = [];

    /// <exception cref="ServerStartException">The certificate cannot be read (USH5109), or the system has no TLS 1.3 (USH5108).</exception>
    internal AdminEndpoint(ServerCore core, Surroundings around)
    {
        (options, handshakeMax) = (core.Options.Listen, core.Options.Seats.HandshakeMax);
        isLocal = !core.Accounts.Now.HasAdministrator;
        tls = options is { Admin: true, InsecureLoopback: false } ? new AdminTls(core.Key, options.AdminCertificate) : null;
        var access = core.Options.Access;
        var connectionsMax = core.Descriptors.ForManagement(access.ConnectionsMax);
        door = new AdminDoor(access with { ConnectionsMax = connectionsMax }, core.Gate.Admits, around.Loggers.CreateLogger<AdminDoor>());
    }

    /// <summary>Where management listens, with the real ports, once it does.</summary>
    internal IReadOnlyList<IPEndPoint> Bound => [.. bound.Select(listen => listen.IPEndPoint!)];

    /// <summary>The same for people and programs.</summary>
    internal IEnumerable<EndpointStatus> Status =>
        Bound.Select(endpoint => new EndpointStatus("admin", $"{endpoint}", tls is null ? "http" : "https"));

    /// <summary>The same as URLs that this machine can reach.</summary>
    internal IReadOnlyList<string> Urls => [.. Bound.Select(endpoint => Url(endpoint.Reachable()))];

    /// <summary>
    /// What clients of seats are told. Nothing while they may be elsewhere and this listens on loopback alone; the
    /// machine's name when it listens on all addresses.
    /// </summary>
    internal string UrlForClients => Bound switch
    {
        [] => "",
        [var first, ..] when IPAddress.IsLoopback(first.Address) && !options.Addresses.All(ListenAddress.IsLoopback) => "",
        [var first, ..] => Url(first.IsEveryAddress() ? $"{Environment.MachineName}:{first.Port}" : $"{first}"),
    };

    /// <summary>Listens on every address that it may.</summary>
    internal void Listen(KestrelServerOptions kestrel)
    {
        if (!options.Admin)
            return;
        foreach (var address in Addresses().SelectMany(ListenAddress.Resolve).Distinct())
            kestrel.Listen(address, options.AdminPort, Configure);
    }

    /// <inheritdoc />
    public void Dispose() => tls?.Dispose();

    private IEnumerable<string> Addresses()
    {
        var wanted = options.AdminAddresses.IsEmpty ? options.Addresses : options.AdminAddresses;
        if (!isLocal)
            return wanted;
        var local = wanted.Where(ListenAddress.IsLoopback).ToList();
        return local.Count > 0 ? local : ["localhost"];
    }

    private void Configure(ListenOptions listen)
    {
        bound.Add(listen);
        // HTTP/2 is chosen inside TLS; without it there is no choosing.
        listen.Protocols = tls is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2;
        listen.Use(door.Guard);
        tls?.Use(listen, handshakeMax);
    }

    private string Url(string host) => $"{(tls is null ? "http" : "https")}://{host}";
}
