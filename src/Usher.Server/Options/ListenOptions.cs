using System.Collections.Immutable;
using Usher.Protocol;

namespace Usher.Server.Options;

/// <summary>Where the server listens. Section "Listen".</summary>
public sealed record ListenOptions
{
    /// <summary>
    /// IP addresses of this machine, <c>localhost</c>, or <c>*</c> for all of them over IPv4 and IPv6. 1 to 32. Default <c>*</c>.
    /// </summary>
    public ImmutableArray<string> Addresses { get; init; } = ["*"];

    /// <summary>TCP port for seats, on every address. 0 to 65535; 0 takes a free one. Default 1203.</summary>
    public int Port { get; init; } = WireLimits.SeatsPort;

    /// <summary>Whether clients may show life of their leases by datagrams, over UDP. Default true.</summary>
    public bool Validation { get; init; } = true;

    /// <summary>UDP port for datagrams, on every address. 0 to 65535; 0 takes the number of <see cref="Port"/>. Default 0.</summary>
    public int ValidationPort { get; init; }

    /// <summary>TCP port for management over HTTPS. 0 to 65535. Default 1455. Nothing listens on it yet.</summary>
    /// <summary>Whether anything listens for management over HTTPS. Default true.</summary>
    public bool Admin { get; init; } = true;

    /// <summary>TCP port for management over HTTPS, on every address. 0 to 65535; 0 takes a free one. Default 1455.</summary>
    public int AdminPort { get; init; } = WireLimits.ManagementPort;

    /// <summary>Whether clients that know no server may find this one, over UDP. Default true.</summary>
    public bool Discovery { get; init; } = true;

    /// <summary>UDP port for discovery. 0 to 65535; 0 takes a free one, where only clients that are told look. Default 1455.</summary>
    public int DiscoveryPort { get; init; } = WireLimits.ManagementPort;

    /// <summary>
    /// Where management listens, in the form of <see cref="Addresses"/>. 0 to 32. Default none: on those. On loopback
    /// alone until there is an administrator.
    /// </summary>
    public ImmutableArray<string> AdminAddresses { get; init; } = [];

    /// <summary>
    /// A certificate for browsers: PEM file with the chain, then PEM file with its key unless the first holds that too.
    /// 0 to 2 paths. Default none: the server's own key alone, which browsers warn of.
    /// </summary>
    public ImmutableArray<string> AdminCertificate { get; init; } = [];

    /// <summary>
    /// Seats and management without TLS, for trying things out; every address must then be loopback. Default false.
    /// </summary>
    public bool InsecureLoopback { get; init; }
}
