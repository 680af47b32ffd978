namespace Usher.Simulation.Machines;

/// <summary>Time as a process sees it: its machine's clocks, and timers that die with it.</summary>
internal sealed class ProcessTime(Machine machine) : TimeProvider
{
    public Machine Machine { get; } = machine;

    /// <summary>It was killed: nothing of it ever runs again.</summary>
    public bool IsDead { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Machine.Monotonic;

    public override DateTimeOffset GetUtcNow() => Machine.Wall;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new MachineTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Kill() => IsDead = true;
}
