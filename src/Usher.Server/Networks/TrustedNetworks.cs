using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Usher.Server.Networks;

/// <summary>The networks that may connect. Immutable, safe on any thread.</summary>
/// <remarks>IPv4 addresses that arrive mapped into IPv6 (<c>::ffff:a.b.c.d</c>) count as the IPv4 address.</remarks>
public sealed class TrustedNetworks
{
    /// <summary>Most networks in one list.</summary>
    public const int CountMax = 1000;

    private const int MappedPrefixBits = 96;

    private static readonly Dictionary<string, IPNetwork[]> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["loopback"] = [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")],
        ["private"] =
        [
            IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"),
            IPNetwork.Parse("fc00::/7"),
        ],
        ["link-local"] = [IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("fe80::/10")],
        ["any"] = [IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")],
    };

    private readonly IPNetwork[] networks;

    private TrustedNetworks(IPNetwork[] networks) => this.networks = networks;

    /// <summary>Reads a list of networks.</summary>
    /// <exception cref="FormatException">One of them is none; <see cref="IsValid"/> tells which.</exception>
    public static TrustedNetworks Parse(IEnumerable<string> texts) => new([.. texts.SelectMany(text => TryRead(text, out var read)
        ? read
        : throw new FormatException($"'{text}' is no network"))]);

    /// <summary>
    /// Whether a text is a network: <c>10.0.0.0/8</c>, <c>fd00::/8</c>, a single address, or one of the words
    /// <c>loopback</c>, <c>private</c>, <c>link-local</c>, <c>any</c>. Bits behind the prefix must be zero, so that a
    /// slip such as <c>10.1.2.3/8</c> does not let in a whole network unseen.
    /// </summary>
    public static bool IsValid(string text) => TryRead(text, out _);

    /// <summary>Whether connections from here are served.</summary>
    public bool Contains(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : WithoutZone(address);
        foreach (var network in networks)
        {
            if (network.Contains(plain))
                return true;
        }

        return false;
    }

    private static bool TryRead(string text, [NotNullWhen(true)] out IPNetwork[]? read)
    {
        if (Words.TryGetValue(text, out read))
            return true;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var head = slash < 0 ? text : text[..slash];
        if (!ListenAddress.TryParseIP(head, out var address) || address.ScopeIdOrZero() != 0)
            return false;
        var bits = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        var prefix = bits;
        if (slash >= 0 && !(int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out prefix) && prefix <= bits))
            return false;
        if (address.IsIPv4MappedToIPv6 && prefix >= MappedPrefixBits)
            (address, prefix) = (address.MapToIPv4(), prefix - MappedPrefixBits);
        if (!HasZeroHost(address, prefix))
            return false;
        read = [new IPNetwork(address, prefix)];
        return true;
    }

    private static bool HasZeroHost(IPAddress address, int prefix)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = prefix; bit < bytes.Length * 8; bit++)
        {
            if ((bytes[bit / 8] & (0x80 >> (bit % 8))) != 0)
                return false;
        }

        return true;
    }

    private static IPAddress WithoutZone(IPAddress address) =>
        address.ScopeIdOrZero() == 0 ? address : new IPAddress(address.GetAddressBytes());
}
