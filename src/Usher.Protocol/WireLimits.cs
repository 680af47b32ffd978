namespace Usher.Protocol;

/// <summary>Limits of the wire, the same on both sides. docs/protocol.md holds the table.</summary>
public static class WireLimits
{
    /// <summary>The protocol version that this library speaks.</summary>
    public const uint Version = 1;

    /// <summary>Largest message from a client, in bytes, without its length.</summary>
    public const int ClientMessageBytesMax = 64 * 1024;

    /// <summary>Largest message from a server, in bytes, without its length.</summary>
    public const int ServerMessageBytesMax = 4 * 1024 * 1024;

    /// <summary>Longest user, host, display or application text, in characters.</summary>
    public const int NameCharsMax = 128;

    /// <summary>Longest feature name with its vendor, in bytes of UTF-8.</summary>
    public const int FeatureBytesMax = 128;

    /// <summary>Leases named in one heartbeat.</summary>
    public const int HeartbeatLeasesMax = 1000;

    /// <summary>Rows in one answer to who.</summary>
    public const int WhoRowsMax = 1000;

    /// <summary>Features in one question about status, and in its answer.</summary>
    public const int StatusFeaturesMax = 1000;

    /// <summary>Requests in flight on one connection; more are answered "busy".</summary>
    public const int RequestsInFlightMax = 1024;

    /// <summary>Bytes of a lease id or request id.</summary>
    public const int IdBytes = 16;

    /// <summary>The port registered for license validation, ssslic-mgr.</summary>
    public const int SeatsPort = 1203;

    /// <summary>The version of the datagrams of 1203/udp.</summary>
    public const byte DatagramVersion = 1;

    /// <summary>Length of every datagram, question or answer.</summary>
    public const int DatagramBytes = 64;

    /// <summary>Length of the tag at the end of a datagram.</summary>
    public const int DatagramTagBytes = 16;

    /// <summary>Length of a lease's key.</summary>
    public const int DatagramKeyBytes = 32;

    /// <summary>The port registered for license management, esl-lm.</summary>
    public const int ManagementPort = 1455;
}
