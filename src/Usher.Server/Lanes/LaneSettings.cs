namespace Usher.Server.Lanes;

/// <summary>Limits and times of a lane.</summary>
internal sealed record LaneSettings
{
    /// <summary>A batch takes no further posting once it has so many requests. Default 4096.</summary>
    public int BatchRequestsMax { get; init; } = 4096;

    /// <summary>
    /// While a batch is being written, the next one is decided once so many requests wait for it, and no fewer than are in that one;
    /// with fewer, it is worth more to let others join them. Default 64.
    /// </summary>
    public int AheadRequestsMin { get; init; } = 64;

    /// <summary>Most requests that wait. Default 16 384.</summary>
    public int RequestsMax { get; init; } = 16_384;

    /// <summary>How often a batch is decided again because another writer was first. Default 16.</summary>
    public int ConflictsMax { get; init; } = 16;

    /// <summary>First pause before a journal that failed is tried again; doubled each time. Default 100 ms.</summary>
    public TimeSpan RetryFirst { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest pause before a journal that failed is tried again. Default 10 s.</summary>
    public TimeSpan RetryMax { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Fewest events between two snapshots of a pool; a large pool waits for twice its leases. Default 10 000.</summary>
    public int SnapshotEventsMin { get; init; } = 10_000;

    /// <summary>
    /// A snapshot is taken in bits of so many events, one after each batch and more while nothing else is to do; what belongs to one lease is
    /// not parted. Requests wait for one bit at most. Default 512.
    /// </summary>
    public int SnapshotBitEvents { get; init; } = 512;

    /// <summary>How long a lane with nothing else to do rests before the next bit. Default 0: it lets others go first, and goes on.</summary>
    public TimeSpan SnapshotRest { get; init; }

    /// <summary>Where it counts. Default: for nobody.</summary>
    public LaneMetrics Metrics { get; init; } = LaneMetrics.Unread;

    /// <summary>Longest sleep of a lane that waits for a due time. Default 1 h.</summary>
    public TimeSpan SleepMax { get; init; } = TimeSpan.FromHours(1);
}
