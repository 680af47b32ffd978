using System.Net;

namespace Usher.Protocol;

/// <summary>What both sides of 1455/udp agree on. docs/protocol.md has the layout and the reasons.</summary>
public static class DiscoveryWire
{
    /// <summary>The version of the datagrams.</summary>
    public const byte Version = 1;

    /// <summary>Length of every question. No answer is longer.</summary>
    public const int QueryBytes = 320;

    /// <summary>Longest answer.</summary>
    public const int AnswerBytesMax = 259;

    /// <summary>Length of the random number that an answer repeats.</summary>
    public const int NonceBytes = 16;

    /// <summary>Length of a server's public key: a point of P-256, X and Y.</summary>
    public const int PublicKeyBytes = 64;

    /// <summary>Length of the signature (ES256): r and s.</summary>
    public const int SignatureBytes = 64;

    /// <summary>Most ports for seats in one answer.</summary>
    public const int SeatsPortsMax = 4;

    /// <summary>Longest name of a server, in bytes of UTF-8.</summary>
    public const int NameBytesMax = 64;

    /// <summary>Longest version of a server, in bytes of UTF-8.</summary>
    public const int VersionBytesMax = 32;

    /// <summary>How many routers a question to a group may pass.</summary>
    public const int HopsMax = 4;

    /// <summary>The registered port of esl-lm.</summary>
    public const int Port = WireLimits.ManagementPort;

    /// <summary>The group on IPv4: of the scope of an organization (RFC 2365); its last two bytes are the port.</summary>
    public static IPAddress Group { get; } = IPAddress.Parse("239.192.5.175");

    /// <summary>The group on IPv6 for one link. Not assigned by IANA, so the flag for that is set (RFC 3307).</summary>
    public static IPAddress LinkGroupV6 { get; } = IPAddress.Parse("ff12::8000:5af");

    /// <summary>The same for a site.</summary>
    public static IPAddress SiteGroupV6 { get; } = IPAddress.Parse("ff15::8000:5af");
}
