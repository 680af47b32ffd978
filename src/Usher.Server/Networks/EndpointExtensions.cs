using System.Net;

namespace Usher.Server.Networks;

/// <summary>How endpoints are written for those who connect.</summary>
internal static class EndpointExtensions
{
    /// <summary>Whether it is every address of the machine.</summary>
    internal static bool IsEveryAddress(this IPEndPoint bound) =>
        bound.Address.Equals(IPAddress.Any) || bound.Address.Equals(IPAddress.IPv6Any);

    /// <summary><c>host:port</c> for this machine: a server on all addresses is reached from it as localhost.</summary>
    internal static string Reachable(this IPEndPoint bound) => bound.IsEveryAddress() ? $"localhost:{bound.Port}" : bound.ToString();
}
