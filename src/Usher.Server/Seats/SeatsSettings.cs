namespace Usher.Server.Seats;

/// <summary>Limits and times of 1203/tcp.</summary>
public sealed record SeatsSettings
{
    /// <summary>
    /// How often a client should show life on its connection. Shorter than the linger by what reconnecting takes, so that a
    /// client whose connection was closed behind its back notices and returns before the seat is given away. Default 10 s.
    /// </summary>
    public TimeSpan HeartbeatEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A connection that is silent for so long is closed, and its linger starts. Default 100 s.</summary>
    public TimeSpan IdleMax { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>Time for TLS and hello together. Default 10 s.</summary>
    public TimeSpan HandshakeMax { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Most connections at once. Default 20 000.</summary>
    public int ConnectionsMax { get; init; } = 20_000;

    /// <summary>Most connections from one address at once. Default 2 000.</summary>
    public int ConnectionsPerAddressMax { get; init; } = 2_000;

    /// <summary>Most requests that wait for one lane; above it the answer is "busy, retry after". Default 16 384.</summary>
    public int LaneRequestsMax { get; init; } = 16_384;

    /// <summary>Bytes that may wait to be read by a slow client before its connection is closed. Default 4 MiB.</summary>
    public int OutputBytesMax { get; init; } = 4 * 1024 * 1024;
}
