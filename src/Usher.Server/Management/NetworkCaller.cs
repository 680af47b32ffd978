using System.Net;

namespace Usher.Server.Management;

/// <summary>A feature of connections that came over the network: they must say who they are, and are limited.</summary>
/// <param name="Address">Where from; IPv4 as IPv4.</param>
internal sealed record NetworkCaller(IPAddress Address);
