using Usher.Licensing;

namespace Usher.Client;

/// <summary>
/// A server that answered a question on the network. Nothing of it is proven but, with <see cref="IsSignatureValid"/>, that it
/// holds the key of its identity. Whether it may be trusted, TLS and the license decide when somebody connects.
/// </summary>
public sealed record DiscoveredServer
{
    /// <summary>Most <see cref="Addresses"/> of one server.</summary>
    public const int AddressesMax = ServerAddress.ListMax;

    /// <summary>The identity that it says it has.</summary>
    public required ServerIdentity Identity { get; init; }

    /// <summary>Whether it holds the key of that identity. False: somebody pretends to be that server.</summary>
    public required bool IsSignatureValid { get; init; }

    /// <summary>Where seats may be asked for: the addresses that answers came from, the fastest first.</summary>
    public required IReadOnlyList<ServerAddress> Addresses { get; init; }

    /// <summary>What it calls itself; up to 64 bytes without control characters, and may be empty.</summary>
    public required string Name { get; init; }

    /// <summary>Its version, as it says; up to 32 bytes.</summary>
    public required string Version { get; init; }

    /// <summary>TCP port of its management; null: none that could be reached from here.</summary>
    public int? ManagementPort { get; init; }
}
