using System.Net;
using System.Net.Sockets;

namespace Usher.Ports;

/// <summary>Where listeners can be reached: the addresses of the machine, seen through what each is bound to.</summary>
public static class Exposure
{
    /// <summary>Every address of the machine on which a listener answers, in the order of the addresses.</summary>
    public static IEnumerable<Reach> Of(Listener listener, IReadOnlyList<LocalAddress> addresses, IReadOnlyList<IPNetwork> trusted)
    {
        var reached = addresses.Where(local => Answers(listener, local)).ToList();
        if (reached.Count == 0 && !listener.IsWildcard)
            reached.Add(new(listener.Interface ?? "?", listener.Address));
        return reached.Select(local => new Reach(listener, local, Addresses.IsIn(local.Address, trusted)));
    }

    private static bool Answers(Listener listener, LocalAddress local)
    {
        if (listener.Interface is { } card && card != local.Interface)
            return false;
        return listener.IsWildcard
            ? listener.Address.AddressFamily == local.Address.AddressFamily
                || (listener.IsDualStack && local.Address.AddressFamily == AddressFamily.InterNetwork)
            : Bare(listener.Address).Equals(local.Address);
    }

    private static IPAddress Bare(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
