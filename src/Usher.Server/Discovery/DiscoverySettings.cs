namespace Usher.Server.Discovery;

/// <summary>Limits of 1455/udp. Section "Discovery". Where it listens is in section "Listen".</summary>
public sealed record DiscoverySettings
{
    /// <summary>Most answers in one second. 1 to 100 000. Default 200: about 1 % of a core.</summary>
    public int AnswersPerSecondMax { get; init; } = 200;

    /// <summary>Most answers in one second to one address. 1 to 100 000. Default 20: a client asks over several ways at once.</summary>
    public int AnswersPerAddressMax { get; init; } = 20;
}
