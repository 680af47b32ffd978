using System.Net;
using System.Net.NetworkInformation;

namespace Usher.Ports;

/// <summary>Addresses of this machine and what they mean.</summary>
public static class Addresses
{
    private static readonly IPNetwork[] Loopbacks = [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")];
    private static readonly IPNetwork[] LinkLocals = [IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("fe80::/10")];
    private static readonly IPNetwork[] Privates =
    [
        IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("fc00::/7"),
    ];

    private static readonly IPNetwork CarrierNat = IPNetwork.Parse("100.64.0.0/10");

    /// <summary>The networks that Usher trusts unless told otherwise: loopback, private and link-local.</summary>
    public static IReadOnlyList<IPNetwork> TrustedByDefault { get; } = [.. Loopbacks, .. Privates, .. LinkLocals];

    /// <summary>How far an address reaches.</summary>
    public static AddressScope ScopeOf(IPAddress address)
    {
        var plain = Plain(address);
        return IsIn(plain, Loopbacks) ? AddressScope.Loopback
            : IsIn(plain, LinkLocals) ? AddressScope.LinkLocal
            : IsIn(plain, Privates) || CarrierNat.Contains(plain) ? AddressScope.Private
            : AddressScope.Public;
    }

    /// <summary>Whether an address lies in one of some networks.</summary>
    public static bool IsIn(IPAddress address, IEnumerable<IPNetwork> networks)
    {
        var plain = Plain(address);
        return networks.Any(network => network.Contains(plain));
    }

    /// <summary>
    /// Reads what the server's setting Networks:Trusted takes: a network such as <c>10.0.0.0/8</c>, a single address, or
    /// <c>loopback</c>, <c>private</c>, <c>link-local</c>, <c>any</c>.
    /// </summary>
    public static bool TryParseNetworks(string text, out IReadOnlyList<IPNetwork> networks)
    {
        networks = text.ToLowerInvariant() switch
        {
            "loopback" => Loopbacks,
            "private" => Privates,
            "link-local" => LinkLocals,
            "any" => [IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")],
            // Bits behind the prefix would be dropped without a word, and a slip let in a whole network.
            _ when IPNetwork.TryParse(text, out var network) => IPAddress.Parse(text.Split('/')[0]).Equals(network.BaseAddress) ? [network] : [],
            _ when IPAddress.TryParse(text, out var address) => [new IPNetwork(Plain(address), Plain(address).GetAddressBytes().Length * 8)],
            _ => [],
        };
        return networks.Count > 0;
    }

    /// <summary>The addresses of all interfaces that are up.</summary>
    public static IReadOnlyList<LocalAddress> OfThisMachine() =>
    [
        .. from card in NetworkInterface.GetAllNetworkInterfaces()
           where card.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown
           from one in card.GetIPProperties().UnicastAddresses
           select new LocalAddress(card.Name, Plain(one.Address)),
    ];

    /// <summary>IPv4 in IPv6's clothes counts as IPv4; a zone says nothing about the network.</summary>
    private static IPAddress Plain(IPAddress address) => address switch
    {
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4(),
        { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6, ScopeId: not 0 } => new IPAddress(address.GetAddressBytes()),
        _ => address,
    };
}
