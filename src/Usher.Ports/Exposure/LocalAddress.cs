using System.Net;

namespace Usher.Ports;

/// <summary>An address of an interface of this machine.</summary>
/// <param name="Interface">Name of the interface, such as <c>eth0</c>.</param>
/// <param name="Address">The address, without a zone.</param>
public sealed record LocalAddress(string Interface, IPAddress Address)
{
    /// <summary>How far it reaches.</summary>
    public AddressScope Scope => Addresses.ScopeOf(Address);
}
