namespace Usher.Ports;

/// <summary>Transports as people write them: <c>tcp</c>, <c>udp</c>.</summary>
public static class TransportNames
{
    /// <summary>The name in lower case.</summary>
    public static string Name(this Transport transport) => transport == Transport.Tcp ? "tcp" : "udp";

    /// <summary>Reads a name in any case.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Transport transport)
    {
        transport = text.Equals("udp", StringComparison.OrdinalIgnoreCase) ? Transport.Udp : Transport.Tcp;
        return transport == Transport.Udp || text.Equals("tcp", StringComparison.OrdinalIgnoreCase);
    }
}
