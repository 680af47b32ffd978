using System.Net;
using System.Net.NetworkInformation;
using Usher.Ports;
using Usher.Server.Hosting;
using Usher.Server.Options;

namespace Usher.Server.Guard;

/// <summary>What the server knows about the listeners of its machine, and how it judges them. Safe on any thread.</summary>
internal sealed class PortSight
{
    /// <summary>Longest wait for the handshake of somebody who says he is an Usher; short, so that a report is not late.</summary>
    internal static readonly TimeSpan AskMax = TimeSpan.FromMilliseconds(500);

    private readonly ServerCore core;
    private readonly TlsProbe probe;
    private readonly bool isLicense, isAll;
    private readonly IReadOnlyList<PortUse> named;
    private readonly HashSet<(Transport Transport, ushort Port)> wanted;

    internal PortSight(ServerCore core)
    {
        this.core = core;
        probe = new TlsProbe(core.Time, AskMax);
        var watched = core.Options.Guard.Watched;
        isAll = watched.Any(name => WatchedNames.Is(name, WatchedNames.All));
        isLicense = watched.Any(name => WatchedNames.Is(name, WatchedNames.License));
        named = [.. watched.SelectMany(PortDirectory.BuiltIn.Select)];
        wanted = [.. Wanted(core)];
    }

    /// <summary>Everybody whom the server takes for an Usher, each with who says so.</summary>
    internal IReadOnlyDictionary<string, string> Identities
    {
        get
        {
            var identities = new Dictionary<string, string>();
            foreach (var installed in core.Catalog.Installed.All)
            {
                foreach (var server in installed.License?.Servers.Identities ?? [])
                    identities[server.ToString()] = $"the installed license {installed.Id}";
            }

            identities[core.Identity.ToString()] = "this server";
            return identities;
        }
    }

    /// <summary>Whether a listener is watched.</summary>
    internal bool IsWatched(Listener listener) => isAll || wanted.Contains((listener.Transport, listener.Port))
        || (isLicense && IsLicense(listener)) || named.Any(use => use.Covers(listener.Port, listener.Transport));

    /// <summary>Judges some listeners of a table by what is known now.</summary>
    internal Task<IReadOnlyList<Judgement>> JudgeAsync(IReadOnlyList<Listener> some, ListenerTable table, CancellationToken cancellationToken) =>
        new PortCheck(Known(), AskAsync).JudgeAsync(some, table, cancellationToken);

    /// <summary>A second Usher on a port of its own choosing is nobody's business; on one of the registered ports it is.</summary>
    private static bool IsLicense(Listener listener) =>
        PortDirectory.BuiltIn.FindGuarded(listener.Port, listener.Transport) is not null
        || listener.Owners.Any(owner => PortDirectory.BuiltIn.FindByProcess(owner).Any(use => use.Manager != PortUse.Usher));

    private CheckSettings Known() => new()
    {
        TrustedNetworks = [.. core.Options.Networks.Trusted.SelectMany(text => Addresses.TryParseNetworks(text, out var networks) ? networks : [])],
        LocalAddresses = LocalAddresses(),
        KnownIdentities = Identities,
        AreAllIdentitiesKnown = true,
        Wanted = wanted,
    };

    /// <summary>Interfaces may change under our eyes; without addresses a listener on all of them is not called exposed.</summary>
    private static IReadOnlyList<LocalAddress> LocalAddresses()
    {
        try
        {
            return Addresses.OfThisMachine();
        }
        catch (NetworkInformationException)
        {
            return [];
        }
    }

    /// <summary>The server does not knock at its own door.</summary>
    private Task<ProbeAnswer> AskAsync(Listener listener, CancellationToken cancellationToken) =>
        listener.Owners.Any(owner => owner.Pid == Environment.ProcessId) && IsOwn(new IPEndPoint(listener.Address, listener.Port))
            ? Task.FromResult<ProbeAnswer>(new ProbeAnswer.Usher(core.Identity.ToString()))
            : probe.AskAsync(listener, cancellationToken);

    private bool IsOwn(IPEndPoint endpoint) => core.Endpoints.Any(own => IPEndPoint.TryParse(own.Address, out var bound) && bound.Equals(endpoint));

    /// <summary>The ports of the options, and those that the system chose.</summary>
    private static IEnumerable<(Transport, ushort)> Wanted(ServerCore core) =>
        from port in core.Endpoints.Select(own => IPEndPoint.TryParse(own.Address, out var bound) ? bound.Port : 0)
            .Concat([core.Options.Listen.Port, core.Options.Listen.Admin ? core.Options.Listen.AdminPort : 0])
        where port != 0
        from transport in Enum.GetValues<Transport>()
        select (transport, (ushort)port);
}
