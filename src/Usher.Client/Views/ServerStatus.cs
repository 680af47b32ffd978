namespace Usher.Client;

/// <summary>What a server serves, and how full it is.</summary>
public sealed record ServerStatus
{
    /// <summary>The server's identity, 64 hex digits.</summary>
    public required string Server { get; init; }

    /// <summary>The server's version.</summary>
    public required string ServerVersion { get; init; }

    /// <summary>Since when it runs: UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The server's clock when it answered: UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>"serving", or why it refuses to.</summary>
    public required string Condition { get; init; }

    /// <summary>The features asked about.</summary>
    public required IReadOnlyList<FeatureStatus> Features { get; init; }
}
