using Usher.Server.Time;

namespace Usher.Server.Tests.Lanes;

/// <summary>Time that stands still until a test advances it; timers ring on the advancing thread, in order.</summary>
internal sealed class FakeClock : TimeProvider, IServerClock
{
    private readonly Lock gate = new();
    private readonly List<FakeTimer> timers = [];
    private readonly List<(DateTimeOffset Due, TaskCompletionSource Set)> awaited = [];
    private ClockReading skips;
    private DateTimeOffset now = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now
    {
        get
        {
            lock (gate)
                return now;
        }
    }

    public ServerFault? Fault { get; set; }

    public ClockReading Read()
    {
        lock (gate)
            return skips with { Now = now };
    }

    /// <summary>The wall clock was set forward, and the server followed: nobody saw that time pass, and no timer rang in it.</summary>
    public void Leap(TimeSpan by)
    {
        lock (gate)
            (now, skips) = (now + by, new ClockReading(now, skips.Leaps + 1, skips.Skipped + by));
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        lock (gate)
            timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Waits until somebody waits for exactly that long from now, then lets that time pass.</summary>
    public async Task PassAsync(TimeSpan by)
    {
        await AwaitedAsync(by).WaitAsync(TimeSpan.FromSeconds(30));
        Advance(by);
    }

    public void Advance(TimeSpan by)
    {
        var until = Now + by;
        while (NextDue(until) is { } timer)
            timer.Ring();
        lock (gate)
            now = until;
    }

    /// <summary>Moves to the next timer that is due by then, and takes it.</summary>
    private FakeTimer? NextDue(DateTimeOffset until)
    {
        lock (gate)
        {
            var first = timers.Where(timer => timer.Due <= until).MinBy(timer => timer.Due);
            if (first is null)
                return null;
            if (first.Due > now)
                now = first.Due.Value;
            first.Due = first.Period is { } period ? first.Due + period : null;
            return first;
        }
    }

    private Task AwaitedAsync(TimeSpan by)
    {
        lock (gate)
        {
            if (timers.Any(timer => timer.Due == now + by))
                return Task.CompletedTask;
            var set = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            awaited.Add((now + by, set));
            return set.Task;
        }
    }

    private sealed class FakeTimer(FakeClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset? Due { get; set; }

        public TimeSpan? Period { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock.now + dueTime;
                foreach (var (_, set) in clock.awaited.Where(one => one.Due == Due))
                    set.TrySetResult();
                Period = period == Timeout.InfiniteTimeSpan || period == TimeSpan.Zero ? null : period;
            }

            return true;
        }

        public void Ring() => callback(state);

        public void Dispose()
        {
            lock (clock.gate)
                clock.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
