namespace Usher.Ports;

/// <summary>What a range of port numbers means to an administrator.</summary>
public static class PortRanges
{
    private const ushort WellKnownMax = 1023;
    private const ushort RegisteredMax = 49151;

    /// <summary>The range of a port.</summary>
    public static PortRange Of(ushort port) => port switch
    {
        <= WellKnownMax => PortRange.WellKnown,
        <= RegisteredMax => PortRange.Registered,
        _ => PortRange.Dynamic,
    };

    /// <summary>Its name with its numbers.</summary>
    public static string Name(this PortRange range) => range switch
    {
        PortRange.WellKnown => "well-known (0-1023)",
        PortRange.Registered => "registered (1024-49151)",
        PortRange.Dynamic => "dynamic (49152-65535)",
    };

    /// <summary>What it means, one sentence or two.</summary>
    public static string Meaning(this PortRange range) => range switch
    {
        PortRange.WellKnown =>
            "IANA assigns it by standards action, and on Unix only root or CAP_NET_BIND_SERVICE may listen: what answers was started with privilege.",
        PortRange.Registered =>
            "IANA assigns it on application, but any user of the machine may listen: the registration says who should be there, not who is.",
        PortRange.Dynamic =>
            "Nobody can register it; the system hands it out for a while. A server that stays here chose it itself or was given it by its configuration.",
    };
}
