namespace Usher.Simulation.Kernel;

/// <summary>True time, and all that will happen in it, in order; what is due at the same instant happens as it was scheduled.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Scheduled, (long At, long Serial)> queue = new();
    private long serial;

    /// <summary>True time since the start.</summary>
    public TimeSpan Now { get; private set; }

    public long Steps { get; private set; }

    /// <summary>Schedules an act; an instant that is over is now.</summary>
    public Scheduled At(TimeSpan instant, Action act)
    {
        var scheduled = new Scheduled(act);
        queue.Enqueue(scheduled, (Math.Max(instant.Ticks, Now.Ticks), serial++));
        return scheduled;
    }

    public Scheduled After(TimeSpan delay, Action act) => At(Now + delay, act);

    /// <summary>Completes after a while of true time, whatever becomes of machines.</summary>
    public Task PassAsync(TimeSpan delay)
    {
        var passed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        At(Now + delay, passed.SetResult);
        return passed.Task;
    }

    /// <summary>Lets the next thing happen, if it is due by then.</summary>
    /// <returns>False when there is none; then true time is <paramref name="until"/>.</returns>
    public bool Step(TimeSpan until)
    {
        while (queue.TryPeek(out var next, out var due) && due.At <= until.Ticks)
        {
            queue.Dequeue();
            if (next.IsCalledOff)
                continue;
            Now = new TimeSpan(due.At);
            Steps++;
            next.Happen();
            return true;
        }

        Now = until > Now ? until : Now;
        return false;
    }
}
