namespace Usher.Core;

/// <summary>How long things last in a pool, and how many there may be.</summary>
public sealed record PoolSettings
{
    private const int Million = 1_000_000;

    /// <summary>Life of a lease between signs of life when the client does not ask for one. Default 15 min.</summary>
    public TimeSpan TtlDefault { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Shortest life; a shorter wish is raised to it. Default 5 s.</summary>
    public TimeSpan TtlMin { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest life; a longer wish is cut to it. Default 24 h.</summary>
    public TimeSpan TtlMax { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long a seat waits for a client whose connection ended without a check-in, unless its line allows less. Default 30 s.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What the server adds to a lease's life at least, so that the client always stops first. Default 2 s.</summary>
    public TimeSpan Margin { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How far the server's time may drift from a client's monotonic clock, in millionths: the margin of a long life is at least so
    /// much of it. Default 1500: the clocks of both machines are slewed by the 500 that NTP may, in opposite directions, and the
    /// server's time gains as much again on its machine's monotonic clock to follow the wall clock.
    /// </summary>
    public int DriftPpmMax { get; init; } = 1_500;

    /// <summary>How long a lapsed lease may resume even if the pool is full by then. 0 switches it off. Default 10 min.</summary>
    public TimeSpan ResumeWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a holder whose lease was revoked is refused. Default 2 min.</summary>
    public TimeSpan CoolDown { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Longest wait in the queue; a longer wish is cut to it. Default 24 h.</summary>
    public TimeSpan WaitMax { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Most requests in the queue. Default 10 000.</summary>
    public int QueueMax { get; init; } = 10_000;

    /// <summary>Most leases, shared ones included. Default 4 000 000.</summary>
    public int LeasesMax { get; init; } = 4_000_000;

    /// <summary>Most seats in one request. Default 65 535.</summary>
    public int SeatsPerRequestMax { get; init; } = 65_535;

    /// <summary>Most request ids and ended leases remembered, oldest forgotten first. Default 65 536.</summary>
    public int RememberedMax { get; init; } = 65_536;

    /// <summary>Most holders named in a denial. Default 10.</summary>
    public int HoldersShownMax { get; init; } = 10;

    /// <summary>The longest that a lease can live without another sign of life, margin included.</summary>
    public TimeSpan LifeMax => TtlMax + MarginOf(TtlMax);

    /// <summary>What the server adds to a life of that length.</summary>
    public TimeSpan MarginOf(TimeSpan ttl)
    {
        var drift = ttl / Million * DriftPpmMax;
        return drift > Margin ? drift : Margin;
    }
}
