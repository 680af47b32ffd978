using System.Net;

namespace Usher.Client.Discovery;

/// <summary>A datagram that came back.</summary>
/// <param name="Bytes">All of it.</param>
/// <param name="From">Where from.</param>
internal sealed record Heard(ReadOnlyMemory<byte> Bytes, IPAddress From);
