namespace Usher.Server.Hosting;

/// <summary>The memory of this process, as the collector has it.</summary>
internal interface IHeap
{
    /// <summary>Bytes allocated since the start.</summary>
    long Allocated { get; }

    /// <summary>Bytes in use, garbage included.</summary>
    long InUse { get; }

    /// <summary>Collects everything and gives what is free back to the system; the process stands still meanwhile.</summary>
    void Collect();
}
