using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Usher.Server.Networks;

/// <summary>What addresses and connections lack.</summary>
internal static class AddressExtensions
{
    /// <summary>The zone of an IPv6 address (<c>fe80::1%2</c>); 0 for every other.</summary>
    internal static long ScopeIdOrZero(this IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 ? address.ScopeId : 0;

    /// <summary>Where a connection comes from, IPv4 as IPv4; null when it does not come over IP.</summary>
    internal static IPAddress? RemoteAddress(this ConnectionContext connection) =>
        connection.RemoteEndPoint is not IPEndPoint { Address: var address } ? null
        : address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : address;

    /// <summary>What stands for one customer of a network: an IPv4 address, or the first 64 bits of an IPv6 address.</summary>
    internal static IPAddress Site(this IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
