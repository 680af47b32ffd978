using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Usher.Protocol;

namespace Usher.Client.Discovery;

/// <summary>Whom to ask from where, on the networks that this machine is in.</summary>
internal static class Surrounding
{
    /// <summary>Addresses of this machine that are asked from, at most.</summary>
    internal const int VoicesMax = 64;

    /// <summary>For each address of this machine, the addresses that reach its network; and this machine itself. Interfaces that are up come first.</summary>
    /// <remarks>A system may take a second to notice that a cable is plugged in: asking where nobody hears costs nothing.</remarks>
    internal static IEnumerable<(IPAddress From, IReadOnlyList<IPEndPoint> Targets)> All(int port) =>
        NetworkInterface.GetAllNetworkInterfaces()
            .OrderBy(one => one.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown ? 0 : 1)
            .SelectMany(one => one.GetIPProperties().UnicastAddresses)
            .Select(own => (From: own.Address, Targets: Targets(own.Address, own.PrefixLength, port)))
            .Where(voice => voice.Targets.Count > 0)
            .Take(VoicesMax);

    /// <summary>Whom to ask from one address: of IPv6 only the one of the link, which every interface has.</summary>
    internal static IReadOnlyList<IPEndPoint> Targets(IPAddress own, int prefixBits, int port)
    {
        if (IPAddress.IsLoopback(own))
            return own.Equals(IPAddress.Loopback) || own.Equals(IPAddress.IPv6Loopback) ? [new(own, port)] : [];
        if (own.IsIPv6LinkLocal)
            return [new(Zoned(DiscoveryWire.LinkGroupV6, own), port), new(Zoned(DiscoveryWire.SiteGroupV6, own), port)];
        if (own.AddressFamily != AddressFamily.InterNetwork)
            return [];
        return [.. ((IPAddress?[])[IPAddress.Broadcast, Directed(own, prefixBits), DiscoveryWire.Group])
            .OfType<IPAddress>().Select(address => new IPEndPoint(address, port))];
    }

    private static IPAddress Zoned(IPAddress group, IPAddress own) => new(group.GetAddressBytes(), own.ScopeId);

    /// <summary>Everybody of the address' own network; a network of two addresses or one has nobody else to reach so.</summary>
    private static IPAddress? Directed(IPAddress own, int prefixBits)
    {
        const int bits = 32, prefixBitsMax = 30;
        if (prefixBits > prefixBitsMax)
            return null;
        var bytes = own.GetAddressBytes();
        for (var bit = prefixBits; bit < bits; bit++)
            bytes[bit / 8] |= (byte)(0x80 >> (bit % 8));
        return new IPAddress(bytes);
    }
}
