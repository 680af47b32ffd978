using Usher.Simulation.Kernel;

namespace Usher.Simulation.Machines;

/// <summary>
/// A machine's clocks. The monotonic one drifts, and stands still while the machine sleeps; the wall clock is set forward and
/// back and stopped at will. Timers of its processes are due by the monotonic clock.
/// </summary>
internal sealed class Machine(string name, Agenda agenda, int driftPpm)
{
    private const long Million = 1_000_000;
    private static readonly DateTimeOffset Epoch = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    private readonly HashSet<MachineTimer> armed = [];
    private long sleptSince, monotonicThen, trueThen, serial;
    private TimeSpan wallSkew;
    private DateTimeOffset? wallStoppedAt;

    public string Name { get; } = name;

    public Agenda Agenda { get; } = agenda;

    /// <summary>Parts per million that the monotonic clock is fast.</summary>
    public int DriftPpm { get; } = driftPpm;

    /// <summary>The machine has power.</summary>
    public bool IsUp { get; private set; } = true;

    public bool IsAsleep { get; private set; }

    /// <summary>It has power and is not asleep: it runs, and takes packets.</summary>
    public bool IsAwake => IsUp && !IsAsleep;

    /// <summary>The monotonic clock when the machine last woke up; −1: it never slept.</summary>
    public long WokeAt { get; private set; } = -1;

    /// <summary>Raised when packets get through again.</summary>
    public event Action? Woke;

    public long Monotonic => IsAsleep ? sleptSince : MonotonicAt(Agenda.Now.Ticks);

    public DateTimeOffset Wall => wallStoppedAt ?? Epoch + Agenda.Now + wallSkew;

    public void JumpWall(TimeSpan by) => wallSkew += by;

    /// <summary>Sets the wall clock, and lets it run.</summary>
    public void SetWall(DateTimeOffset to) => (wallStoppedAt, wallSkew) = (null, to - Epoch - Agenda.Now);

    public void StopWall() => wallStoppedAt = Wall;

    public void StartWall() => wallStoppedAt = null;

    public void Sleep()
    {
        if (IsAsleep)
            return;
        (sleptSince, IsAsleep) = (Monotonic, true);
        foreach (var timer in armed)
            timer.Disarm();
    }

    public void Wake()
    {
        if (!IsAsleep)
            return;
        (monotonicThen, trueThen, IsAsleep) = (sleptSince, Agenda.Now.Ticks, false);
        WokeAt = sleptSince;
        foreach (var timer in armed.OrderBy(timer => (timer.Due, timer.Serial)).ToArray())
            timer.Arm();
        Woke?.Invoke();
    }

    /// <summary>The plug is pulled. Its processes must be killed as well.</summary>
    public void LosePower() => IsUp = false;

    public void Boot()
    {
        (IsUp, IsAsleep, WokeAt) = (true, false, -1);
        (monotonicThen, trueThen) = (Monotonic, Agenda.Now.Ticks);
        Woke?.Invoke();
    }

    /// <summary>The true instant at which the monotonic clock will show that.</summary>
    public TimeSpan TrueTimeOf(long monotonic)
    {
        var left = monotonic - Monotonic;
        return left <= 0 ? Agenda.Now : Agenda.Now + new TimeSpan((left * Million / (Million + DriftPpm)) + 1);
    }

    public long NextSerial() => serial++;

    public void Keep(MachineTimer timer) => armed.Add(timer);

    public void Forget(MachineTimer timer) => armed.Remove(timer);

    private long MonotonicAt(long trueTicks)
    {
        var passed = trueTicks - trueThen;
        return monotonicThen + passed + (passed * DriftPpm / Million);
    }
}
