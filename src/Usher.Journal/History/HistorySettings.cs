namespace Usher.Journal.History;

/// <summary>Where the history is, how long it is kept, and how much of the machine the projector may take.</summary>
public sealed record HistorySettings
{
    /// <summary>Name of the file in a server's data folder.</summary>
    public const string FileName = "history.db";

    /// <summary>The database file. Its folder must exist; <c>-wal</c> and <c>-shm</c> lie beside it.</summary>
    public required string Path { get; init; }

    /// <summary>Most events in one transaction. 1 to 100 000, default 2 000 (some 20 ms).</summary>
    public int EventsPerBatchMax { get; init; } = 2_000;

    /// <summary>How long events gather after a nudge before they are projected. 0 to 1 min, default 1 s.</summary>
    public TimeSpan Gather { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the journal is looked at without a nudge. 1 s to 1 h, default 10 s.</summary>
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Part of the time in which the projector works while it is behind, on one core. 0.01 to 1, default 0.05.</summary>
    public double Share { get; init; } = 0.05;

    /// <summary>How long sessions that ended, and denials, are kept. 1 to 3 660 days, default 400 days.</summary>
    public TimeSpan SessionsKept { get; init; } = TimeSpan.FromDays(400);

    /// <summary>How long usage per hour is kept. 1 to 3 660 days, default 400 days.</summary>
    public TimeSpan UsageKept { get; init; } = TimeSpan.FromDays(400);

    /// <summary>How long usage per minute is kept; after that there are hours. 1 to 3 660 days, default 30 days.</summary>
    public TimeSpan MinutesKept { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Most rows of a table that one step of pruning deletes. 1 to 100 000, default 1 000.</summary>
    public int RowsPerPruneMax { get; init; } = 1_000;

    /// <summary>First wait after a failure; each further one is twice as long. 100 ms to 1 h, default 1 s.</summary>
    public TimeSpan RetryMin { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait after a failure. <see cref="RetryMin"/> to 1 h, default 5 min.</summary>
    public TimeSpan RetryMax { get; init; } = TimeSpan.FromMinutes(5);

    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    internal void Check()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Path);
        InRange(EventsPerBatchMax is >= 1 and <= 100_000, nameof(EventsPerBatchMax), "1 to 100 000");
        InRange(RowsPerPruneMax is >= 1 and <= 100_000, nameof(RowsPerPruneMax), "1 to 100 000");
        InRange(Gather >= TimeSpan.Zero && Gather <= TimeSpan.FromMinutes(1), nameof(Gather), "0 to 1 min");
        InRange(PollEvery >= TimeSpan.FromSeconds(1) && PollEvery <= TimeSpan.FromHours(1), nameof(PollEvery), "1 s to 1 h");
        InRange(Share is >= 0.01 and <= 1, nameof(Share), "0.01 to 1");
        InRange(IsKeepable(SessionsKept), nameof(SessionsKept), "1 to 3 660 days");
        InRange(IsKeepable(UsageKept), nameof(UsageKept), "1 to 3 660 days");
        InRange(IsKeepable(MinutesKept), nameof(MinutesKept), "1 to 3 660 days");
        InRange(RetryMin >= TimeSpan.FromMilliseconds(100) && RetryMin <= TimeSpan.FromHours(1), nameof(RetryMin), "100 ms to 1 h");
        InRange(RetryMax >= RetryMin && RetryMax <= TimeSpan.FromHours(1), nameof(RetryMax), $"{nameof(RetryMin)} to 1 h");
    }

    private static bool IsKeepable(TimeSpan span) => span >= TimeSpan.FromDays(1) && span <= TimeSpan.FromDays(3_660);

    private static void InRange(bool inRange, string name, string range)
    {
        if (!inRange)
            throw new ArgumentOutOfRangeException(name, $"{name} must be {range}");
    }
}
