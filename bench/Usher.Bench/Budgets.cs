namespace Usher.Bench;

/// <summary>What must hold; docs/performance.md has what was measured.</summary>
internal static class Budgets
{
    /// <summary>Durable seats against the bare echo, one request in flight per connection.</summary>
    public const double DurableToEcho = 0.75;

    /// <summary>Durable seats against Redis, one request in flight per connection.</summary>
    public const double DurableToRedis = 1.2;

    /// <summary>Durable seats against Redis, many requests in flight.</summary>
    public const double PipelinedToRedis = 3;

    /// <summary>Undurable requests against the bare echo, many in flight.</summary>
    public const double StatusToEcho = 0.5;

    /// <summary>Authenticated heartbeats by datagram against the bare UDP echo.</summary>
    public const double HeartbeatsToEcho = 0.8;

    /// <summary>Resident memory of a server with a million live leases, in MB of a million bytes, at most.</summary>
    public const double CrowdMegabytes = 600;

    /// <summary>From the start of a process to its ready line with a million live leases, in seconds, at most.</summary>
    public const double RestartSeconds = 5;

    /// <summary>'usher version', in milliseconds, at most.</summary>
    public const double VersionMilliseconds = 80;

    /// <summary>From the start of a process to its ready line, in milliseconds, at most.</summary>
    public const double ReadyMilliseconds = 500;

    /// <summary>Memory in the last third of a soak by that of the third before, at most: flat but for noise.</summary>
    public const double SoakGrowth = 1.1;

    /// <summary>Durable leases over HTTP against a bare minimal API.</summary>
    public const double HttpToBareApi = 0.5;

    /// <summary>A pool of a million seats against one of a thousand.</summary>
    public const double LargePoolToSmall = 0.8;
}
