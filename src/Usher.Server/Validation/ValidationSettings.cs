namespace Usher.Server.Validation;

/// <summary>Times and limits of 1203/udp. Section "Validation".</summary>
public sealed record ValidationSettings
{
    /// <summary>How often a client should show life of a lease that lives by datagrams alone. 1 s to 1 h. Default 2 min.</summary>
    public TimeSpan HeartbeatEvery { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Most datagrams a second from one address; more are dropped and counted. Many clients may share one address behind a
    /// router. 1 to 10 000 000. Default 20 000.
    /// </summary>
    public int DatagramsPerSecondMax { get; init; } = 20_000;
}
