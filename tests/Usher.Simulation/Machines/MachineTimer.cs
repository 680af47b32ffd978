using Usher.Simulation.Kernel;

namespace Usher.Simulation.Machines;

/// <summary>A timer of a process: rings when the machine's monotonic clock says so, if both still run.</summary>
internal sealed class MachineTimer(ProcessTime process, TimerCallback callback, object? state) : ITimer
{
    private Scheduled? ringing;

    /// <summary>By the machine's monotonic clock.</summary>
    public long Due { get; private set; }

    public long Serial { get; } = process.Machine.NextSerial();

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (period != Timeout.InfiniteTimeSpan && period != TimeSpan.Zero)
            throw new NotSupportedException("timers here ring once");
        Disarm();
        process.Machine.Forget(this);
        if (dueTime == Timeout.InfiniteTimeSpan || process.IsDead)
            return true;
        Due = process.Machine.Monotonic + dueTime.Ticks;
        process.Machine.Keep(this);
        if (process.Machine.IsAwake)
            Arm();
        return true;
    }

    public void Arm() => ringing = process.Machine.Agenda.At(process.Machine.TrueTimeOf(Due), Ring);

    public void Disarm() => ringing?.CallOff();

    public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Ring()
    {
        process.Machine.Forget(this);
        if (!process.IsDead)
            callback(state);
    }
}
