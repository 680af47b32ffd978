namespace Usher.Journal.Tests.History;

/// <summary>Time that moves when the test says. A test waits for a timer to be armed before it moves time on.</summary>
internal sealed class HandClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<HandTimer> timers = [];
    private readonly List<(TimeSpan Due, TaskCompletionSource Armed)> waiting = [];
    private DateTimeOffset now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HandTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Completes when a timer of that length is armed, or is armed already.</summary>
    public Task ArmedAsync(TimeSpan due)
    {
        lock (gate)
        {
            if (timers.Exists(timer => timer.Length == due))
                return Task.CompletedTask;
            var armed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((due, armed));
            return armed.Task;
        }
    }

    /// <summary>Moves time on and fires what is due, in order.</summary>
    public void Advance(TimeSpan span)
    {
        List<HandTimer> due;
        lock (gate)
        {
            now += span;
            due = [.. timers.Where(timer => timer.DueAt <= now).OrderBy(timer => timer.DueAt)];
            foreach (var timer in due)
                timers.Remove(timer);
        }

        foreach (var timer in due)
            timer.Fire();
    }

    private void Arm(HandTimer timer, TimeSpan due)
    {
        lock (gate)
        {
            timers.Remove(timer);
            if (due == Timeout.InfiniteTimeSpan)
                return;
            (timer.Length, timer.DueAt) = (due, now + due);
            timers.Add(timer);
            foreach (var one in waiting.Where(one => one.Due == due))
                one.Armed.TrySetResult();
            waiting.RemoveAll(one => one.Due == due);
        }
    }

    private sealed class HandTimer(HandClock clock, Action fire) : ITimer
    {
        public TimeSpan Length { get; set; }

        public DateTimeOffset DueAt { get; set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Arm(this, dueTime);
            return true;
        }

        public void Dispose() => clock.Arm(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
