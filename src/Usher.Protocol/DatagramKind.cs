namespace Usher.Protocol;

/// <summary>What a datagram of 1203/udp is. An answer is its question's kind with the top bit set.</summary>
public enum DatagramKind : byte
{
    /// <summary>Shows life of a lease, and asks how long it is good from now.</summary>
    Heartbeat = 1,

    /// <summary>Asks how long a lease is good; shows no life.</summary>
    Query = 2,

    /// <summary>Answers a heartbeat.</summary>
    HeartbeatAnswer = 0x81,

    /// <summary>Answers a query.</summary>
    QueryAnswer = 0x82,
}
