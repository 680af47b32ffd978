namespace Usher.Server.Hosting;

/// <summary>
/// Gives memory back after a rush. The collector runs when much is allocated, and a server whose clients live by datagrams allocates
/// little: what the rush left behind would stay for long. Collecting stops the process for a quarter to half
/// a second for each million leases, so it is done when all is quiet, and seldom.
/// </summary>
internal sealed class HeapTrim : IDisposable
{
    /// <summary>Between two looks.</summary>
    internal static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    /// <summary>Between two collections.</summary>
    internal static readonly TimeSpan CollectEvery = TimeSpan.FromHours(1);

    /// <summary>More than this, and than an eighth of the heap, allocated between two looks is a rush that has not ended.</summary>
    internal const long QuietBytes = 32L * 1024 * 1024;

    /// <summary>Least that is worth a collection, and it must be a quarter of the heap.</summary>
    internal const long WorthBytes = 128L * 1024 * 1024;

    private readonly TimeProvider time;
    private readonly IHeap heap;
    private readonly ITimer timer;
    private long allocatedThen;
    private long? collectedAt;
    private long allocatedAtCollection;

    public HeapTrim(TimeProvider time, IHeap heap)
    {
        (this.time, this.heap) = (time, heap);
        allocatedThen = heap.Allocated;
        timer = time.CreateTimer(static trim => ((HeapTrim)trim!).Look(), this, LookEvery, LookEvery);
    }

    /// <inheritdoc />
    public void Dispose() => timer.Dispose();

    private void Look()
    {
        var rush = heap.Allocated - allocatedThen;
        allocatedThen = heap.Allocated;
        if (rush > Math.Max(QuietBytes, heap.InUse / 8) || heap.Allocated - allocatedAtCollection < Math.Max(WorthBytes, heap.InUse / 4))
            return;
        if (collectedAt is { } at && time.GetElapsedTime(at) < CollectEvery)
            return;
        heap.Collect();
        (collectedAt, allocatedAtCollection) = (time.GetTimestamp(), heap.Allocated);
    }
}
