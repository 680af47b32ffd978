using System.Runtime.CompilerServices;
using Usher.Protocol;

namespace Usher.Server.Validation;

/// <summary>The key of a lease, in place: there may be a million.</summary>
[InlineArray(WireLimits.DatagramKeyBytes)]
internal struct LeaseKey
{
    private byte first;
}
