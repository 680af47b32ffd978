using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Usher.Server.Discovery;

/// <summary>An interface of this machine.</summary>
/// <param name="IndexV4">Its number on IPv4; null where it has none.</param>
/// <param name="IndexV6">Its number on IPv6; null where it has none.</param>
/// <param name="Addresses">Its addresses, with the length of their network's prefix.</param>
internal sealed record LocalInterface(int? IndexV4, int? IndexV6, IReadOnlyList<(IPAddress Address, int PrefixBits)> Addresses)
{
    /// <summary>Those of now, also what is not up: when a cable is plugged in later, no address changes that would tell.</summary>
    internal static IReadOnlyList<LocalInterface> All() => [.. NetworkInterface.GetAllNetworkInterfaces().Select(From)];

    /// <summary>The number on the family of an address.</summary>
    internal int? Index(AddressFamily family) => family == AddressFamily.InterNetwork ? IndexV4 : IndexV6;

    /// <summary>The address that reaches every machine of a network; null on IPv6, which has none.</summary>
    internal static IPAddress? Broadcast(IPAddress address, int prefixBits)
    {
        if (address.AddressFamily != AddressFamily.InterNetwork || prefixBits > 30)
            return null;
        var bytes = address.GetAddressBytes();
        for (var bit = prefixBits; bit < 32; bit++)
            bytes[bit / 8] |= (byte)(0x80 >> (bit % 8));
        return new IPAddress(bytes);
    }

    private static LocalInterface From(NetworkInterface one)
    {
        var properties = one.GetIPProperties();
        return new(
            one.Supports(NetworkInterfaceComponent.IPv4) ? Try(() => properties.GetIPv4Properties()?.Index) : null,
            one.Supports(NetworkInterfaceComponent.IPv6) ? Try(() => properties.GetIPv6Properties()?.Index) : null,
            [.. properties.UnicastAddresses.Select(address => (address.Address, address.PrefixLength))]);
    }

    /// <summary>An interface may vanish while it is looked at.</summary>
    private static int? Try(Func<int?> read)
    {
        try
        {
            return read();
        }
        catch (NetworkInformationException)
        {
            return null;
        }
    }
}
