using System.Net;

namespace Usher.Ports;

/// <summary>What the check knows about this machine. The defaults are those of a machine with nothing installed.</summary>
public sealed record CheckSettings
{
    /// <summary>What ports are for.</summary>
    public PortDirectory Directory { get; init; } = PortDirectory.BuiltIn;

    /// <summary>Networks from which license ports may be reached.</summary>
    public IReadOnlyList<IPNetwork> TrustedNetworks { get; init; } = Addresses.TrustedByDefault;

    /// <summary>The machine's own addresses.</summary>
    public IReadOnlyList<LocalAddress> LocalAddresses { get; init; } = [];

    /// <summary>
    /// Identities that installed licenses, the data folder or known_servers name, each with who names it.
    /// Keys: SHA-256 of a public key in 64 lower-case hexadecimal digits.
    /// </summary>
    public IReadOnlyDictionary<string, string> KnownIdentities { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Whether <see cref="KnownIdentities"/> are all that may serve here, so that any other is an impostor. False leaves an
    /// unknown identity undecided.
    /// </summary>
    public bool AreAllIdentitiesKnown { get; init; }

    /// <summary>Path of the real usher executable: an Usher that runs it and whose identity is undecided is expected. Null: none is.</summary>
    public string? UsherExecutable { get; init; }

    /// <summary>The UDP port on which an Usher answers discovery; 1455 by default.</summary>
    public ushort DiscoveryPort { get; init; } = 1455;

    /// <summary>Ports that an Usher of this machine is configured to serve on; another process there is a conflict.</summary>
    public IReadOnlySet<(Transport Transport, ushort Port)> Wanted { get; init; } = new HashSet<(Transport, ushort)>();
}
