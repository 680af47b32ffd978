namespace Usher.Ports;

/// <summary>A port as people write it: <c>1203</c>, <c>1203/udp</c>.</summary>
public static class PortName
{
    /// <summary>Reads it.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="port">0 to 65535.</param>
    /// <param name="transport">Null when both are meant.</param>
    public static bool TryParse(string text, out ushort port, out Transport? transport)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        transport = null;
        if (!PortSpan.TryParsePort(slash < 0 ? text : text.AsSpan(0, slash), out port))
            return false;
        if (slash < 0)
            return true;
        var isKnown = TransportNames.TryParse(text.AsSpan(slash + 1), out var named);
        transport = named;
        return isKnown;
    }
}
