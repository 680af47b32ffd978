using System.Net;
using System.Net.Sockets;
using Usher.Server.Networks;

namespace Usher.Server.Discovery;

/// <summary>
/// What to bind so that broadcasts and groups are heard, and which datagrams then count. A socket that is bound to one
/// address hears no broadcast, so a server that serves seats on some addresses only listens on all, and leaves alone what
/// did not come to one of its addresses or to everybody on one of their interfaces.
/// </summary>
internal sealed class Hearing
{
    private readonly HashSet<IPAddress> served;

    private Hearing(IPAddress bind, IEnumerable<IPAddress> served) => (Bind, this.served) = (bind, [.. served]);

    /// <summary>What to bind: one address, or all of a family.</summary>
    internal IPAddress Bind { get; }

    /// <summary>Whether it hears broadcasts and groups.</summary>
    internal bool IsOpen => Bind.Equals(IPAddress.Any) || Bind.Equals(IPAddress.IPv6Any);

    /// <summary>One for each address family, or for each address when all are loopback.</summary>
    /// <param name="addresses">As <c>Listen:Addresses</c> has them.</param>
    internal static IReadOnlyList<Hearing> Plan(IEnumerable<string> addresses)
    {
        var all = addresses.SelectMany(ListenAddress.Resolve).Distinct().ToList();
        if (all.Contains(IPAddress.IPv6Any))
            return [new(IPAddress.Any, []), new(IPAddress.IPv6Any, [])];
        if (all.Contains(IPAddress.Any))
            return [new(IPAddress.Any, [])];
        return [.. all.GroupBy(address => address.AddressFamily).SelectMany(OfFamily)];
    }

    /// <summary>Whether a datagram is for this server.</summary>
    /// <param name="to">Its destination.</param>
    /// <param name="interfaceIndex">Where it came in.</param>
    /// <param name="interfaces">The interfaces of this machine.</param>
    internal bool Takes(IPAddress to, int interfaceIndex, IReadOnlyList<LocalInterface> interfaces) =>
        served.Count == 0 || served.Contains(to)
        || interfaces.Any(one => one.Index(to.AddressFamily) == interfaceIndex && one.Addresses.Any(own =>
            served.Contains(own.Address) && IsForEverybody(to, own.Address, own.PrefixBits)));

    private static IEnumerable<Hearing> OfFamily(IGrouping<AddressFamily, IPAddress> family) => family.All(IPAddress.IsLoopback)
        ? family.Select(address => new Hearing(address, []))
        : [new(family.Key == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, family)];

    private static bool IsForEverybody(IPAddress to, IPAddress own, int prefixBits) =>
        to.IsIPv6Multicast
        || to.Equals(IPAddress.Broadcast)
        || to.Equals(LocalInterface.Broadcast(own, prefixBits))
        || (to.AddressFamily == AddressFamily.InterNetwork && to.GetAddressBytes()[0] is >= 224 and <= 239);
}
