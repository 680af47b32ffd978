namespace Usher.Ports;

/// <summary>The three ranges of port numbers that IANA keeps (RFC 6335).</summary>
public enum PortRange
{
    /// <summary>0 to 1023.</summary>
    WellKnown,

    /// <summary>1024 to 49151.</summary>
    Registered,

    /// <summary>49152 to 65535.</summary>
    Dynamic,
}
