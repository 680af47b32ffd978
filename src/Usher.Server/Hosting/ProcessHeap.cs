namespace Usher.Server.Hosting;

/// <summary>The real one.</summary>
internal sealed class ProcessHeap : IHeap
{
    /// <inheritdoc />
    public long Allocated => GC.GetTotalAllocatedBytes();

    /// <inheritdoc />
    public long InUse => GC.GetTotalMemory(forceFullCollection: false);

    /// <inheritdoc />
    public void Collect() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
