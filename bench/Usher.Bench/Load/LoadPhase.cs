namespace Usher.Bench.Load;

/// <summary>Where a load stands; shared by its connections.</summary>
internal sealed class LoadPhase(long requestsMax = long.MaxValue)
{
    private readonly bool bounded = requestsMax != long.MaxValue;
    private long left = requestsMax;
    private volatile bool measured;
    private volatile bool over;

    /// <summary>Whether answers count.</summary>
    public bool IsMeasured => measured;

    /// <summary>Whether no more requests are sent.</summary>
    public bool IsOver => over;

    public void StartMeasuring() => measured = true;

    public void StopMeasuring() => measured = false;

    public void End() => over = true;

    /// <summary>Takes one request from a bounded load; false when it is used up.</summary>
    public bool TakeOne() => !bounded || Interlocked.Decrement(ref left) >= 0;
}
