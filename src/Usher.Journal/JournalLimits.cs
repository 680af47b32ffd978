namespace Usher.Journal;

/// <summary>Limits that hold for every store.</summary>
public static class JournalLimits
{
    /// <summary>Longest name of a stream, in bytes of UTF-8.</summary>
    public const int StreamBytesMax = 200;

    /// <summary>Largest payload of one <see cref="StreamAppend"/>, in bytes: 64 MiB.</summary>
    public const int PayloadBytesMax = 64 * 1024 * 1024;

    /// <summary>Most appends in one <see cref="Batch"/>.</summary>
    public const int AppendsPerBatchMax = 65_536;

    /// <summary>About how many bytes of payload one reading of the whole log takes: 1 MiB, and one entry more.</summary>
    public const int LogBytesMax = 1024 * 1024;

    /// <summary>Largest snapshot, in bytes: 1 GiB. A million leases take about 100 MB.</summary>
    public const int SnapshotBytesMax = 1024 * 1024 * 1024;
}
