using System.Net;
using System.Net.Sockets;

namespace Usher.Server.Networks;

/// <summary>What <see cref="IPAddress"/> lacks.</summary>
internal static class AddressExtensions
{
    /// <summary>The zone of an IPv6 address (<c>fe80::1%2</c>); 0 for every other.</summary>
    internal static long ScopeIdOrZero(this IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 ? address.ScopeId : 0;
}
