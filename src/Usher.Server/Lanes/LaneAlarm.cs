namespace Usher.Server.Lanes;

/// <summary>Wakes a lane at a time, or earlier: one timer, touched only when the wanted time is earlier than the set one.</summary>
internal sealed class LaneAlarm : IAsyncDisposable
{
    private readonly TimeProvider time;
    private readonly TimeSpan sleepMax;
    private readonly ITimer timer;
    private long setFor = long.MaxValue;

    public LaneAlarm(TimeProvider time, TimeSpan sleepMax, Action wake)
    {
        (this.time, this.sleepMax) = (time, sleepMax);
        timer = time.CreateTimer(_ => Ring(wake), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Wakes after a while at the latest; an earlier wish stays.</summary>
    public void Set(TimeSpan after)
    {
        var wait = after < sleepMax ? after : sleepMax;
        var wanted = time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency);
        if (wanted >= Volatile.Read(ref setFor))
            return;
        Volatile.Write(ref setFor, wanted);
        timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => timer.DisposeAsync();

    private void Ring(Action wake)
    {
        Volatile.Write(ref setFor, long.MaxValue);
        wake();
    }
}
