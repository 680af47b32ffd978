namespace Usher.Client.Tests.Fakes;

/// <summary>Time that stands still until a test moves it. Timers fire on the thread that moves it, in the order they are due.</summary>
internal sealed class FakeClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<FakeTimer> _armed = [];
    private readonly List<(Func<TimeSpan, bool> Is, TaskCompletionSource Armed)> _waiting = [];
    private DateTimeOffset _now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    private TimeSpan _elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    public override long GetTimestamp()
    {
        lock (_gate)
            return _elapsed.Ticks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Assert.Equal(Timeout.InfiniteTimeSpan, period);
        var timer = new FakeTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Completes once a timer is armed that is due after such a time from now.</summary>
    internal Task TimerArmedAsync(Func<TimeSpan, bool> due)
    {
        lock (_gate)
        {
            if (_armed.Exists(timer => due(timer.Due - _elapsed)))
                return Task.CompletedTask;
            var armed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((due, armed));
            return armed.Task.WaitAsync(Patience.Max);
        }
    }

    internal void Advance(TimeSpan by)
    {
        TimeSpan until;
        lock (_gate)
            until = _elapsed + by;
        while (NextDueOrMove(until) is { } timer)
            timer.Fire();
    }

    /// <remarks>The last move in the same lock: what is armed after it counts from there, and nothing is armed in the past.</remarks>
    private FakeTimer? NextDueOrMove(TimeSpan until)
    {
        lock (_gate)
        {
            var next = _armed.MinBy(timer => timer.Due);
            if (next is null || next.Due > until)
            {
                MoveTo(until);
                return null;
            }

            _armed.Remove(next);
            MoveTo(next.Due);
            return next;
        }
    }

    private void MoveTo(TimeSpan elapsed)
    {
        if (elapsed <= _elapsed)
            return;
        _now += elapsed - _elapsed;
        _elapsed = elapsed;
    }

    private void Arm(FakeTimer timer, TimeSpan dueTime)
    {
        lock (_gate)
        {
            _armed.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
                return;
            timer.Due = _elapsed + dueTime;
            _armed.Add(timer);
            foreach (var (_, armed) in _waiting.Where(waiting => waiting.Is(dueTime)))
                armed.TrySetResult();
            _waiting.RemoveAll(waiting => waiting.Armed.Task.IsCompleted);
        }
    }

    private sealed class FakeTimer(FakeClock clock, Action fire) : ITimer
    {
        internal TimeSpan Due { get; set; }

        internal void Fire() => fire();

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
