namespace Usher.Journal.Sqlite;

/// <summary>Where the journal is and how it is driven.</summary>
public sealed record SqliteJournalSettings
{
    /// <summary>The database file. Its folder must exist; <c>-wal</c>, <c>-shm</c> and <c>.lock</c> lie beside it.</summary>
    public required string Path { get; init; }

    /// <summary>How long to wait for another program that has the file locked. 0 to 10 min, default 5 s.</summary>
    public TimeSpan LockWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Pages (of 4 KiB) in the write-ahead log after which it is copied into the database file. More: fewer stalls, each
    /// longer, and a longer recovery after a crash. 100 to 1 000 000, default 1 024 (4 MiB).
    /// </summary>
    public int CheckpointPages { get; init; } = 1_024;

    /// <summary>Batches that may wait for the writer; a caller beyond waits to be let in. 1 to 1 000 000, default 4 096.</summary>
    public int WaitingMax { get; init; } = 4_096;

    /// <summary>Page cache of the writer, in KiB. 1 024 to 16 777 216, default 16 384 (16 MiB).</summary>
    public int CacheKib { get; init; } = 16_384;

    /// <summary>Told of commits, checkpoints and faults; null: nobody is.</summary>
    public IJournalObserver? Observer { get; init; }

    /// <summary>Largest part of a snapshot that is written in one transaction, in bytes. Appends wait for one part at most.</summary>
    internal int SnapshotPartBytes { get; init; } = 256 * 1024;

    /// <summary>Put around every COMMIT by tests that make it fail; null: nothing.</summary>
    internal Func<Func<int>, int>? AroundCommit { get; init; }

    /// <summary>Most pages the database may have: a full disk, for tests. 0: no limit.</summary>
    internal int PagesMax { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    internal void Check()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Path);
        InRange(LockWait >= TimeSpan.Zero && LockWait <= TimeSpan.FromMinutes(10), nameof(LockWait), "0 s to 10 min");
        InRange(CheckpointPages is >= 100 and <= 1_000_000, nameof(CheckpointPages), "100 to 1 000 000");
        InRange(WaitingMax is >= 1 and <= 1_000_000, nameof(WaitingMax), "1 to 1 000 000");
        InRange(CacheKib is >= 1_024 and <= 16_777_216, nameof(CacheKib), "1 024 to 16 777 216");
    }

    private static void InRange(bool inRange, string name, string range)
    {
        if (!inRange)
            throw new ArgumentOutOfRangeException(name, $"{name} must be {range}");
    }
}
