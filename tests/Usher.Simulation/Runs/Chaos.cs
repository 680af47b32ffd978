using Usher.Simulation.Actors;
using Usher.Simulation.Kernel;

namespace Usher.Simulation.Runs;

/// <summary>Brings the faults of a scenario about, again and again, until it rests.</summary>
internal sealed class Chaos(World world, IReadOnlyList<User> users, Supervisor supervisor)
{
    private static readonly TimeSpan FairLatency = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan FairDelay = TimeSpan.FromMilliseconds(5);

    private readonly Dice dice = world.Dice.Fork();
    private readonly SecondWriter second = new(world);
    private bool isResting;

    public void Start()
    {
        foreach (var fault in world.Scenario.Faults)
            Again(fault);
        if (world.Scenario.Faults.Contains(Fault.UnknownOutcome))
            world.DiskWeather.UnknownChance = 0.05;
        if (world.Scenario.Faults.Contains(Fault.DiskOutage))
            world.DiskWeather.SnapshotFaultChance = 0.2;
    }

    /// <summary>All faults stop, and what they broke is repaired.</summary>
    public void Rest()
    {
        isResting = true;
        var disk = world.DiskWeather;
        (disk.UnknownChance, disk.SnapshotFaultChance) = (0, 0);
        (disk.RefusesReads, disk.RefusesWrites, disk.DelayMax) = (false, false, FairDelay);
        foreach (var user in users)
        {
            user.Weather.LatencyMax = FairLatency;
            user.Weather.Clear();
            user.Machine.Wake();
            if (!user.Machine.IsUp)
                user.Machine.Boot();
        }

        world.Disturb();
        supervisor.Repair();
    }

    private void Again(Fault fault) => world.Agenda.After(dice.Between(Seconds(1), Seconds(EveryMaxSeconds(fault))), () =>
    {
        if (isResting)
            return;
        Strike(fault);
        Again(fault);
    });

    private static int EveryMaxSeconds(Fault fault) => fault switch
    {
        Fault.SecondWriter => 8,
        Fault.Partition or Fault.SlowNetwork or Fault.Reset => 40,
        _ => 90,
    };

    private void Strike(Fault fault)
    {
        switch (fault)
        {
            case Fault.ServerKill: supervisor.Kill(Downtime()); break;
            case Fault.ServerPowerLoss: supervisor.LosePower(Downtime()); break;
            case Fault.ServerRestart: supervisor.Restart(Downtime()); break;
            case Fault.SecondWriter: WriteSecond(); break;
            case Fault.ServerClock: TurnClock(); break;
            case Fault.DiskOutage or Fault.SlowDisk: StrikeDisk(fault); break;
            case Fault.UnknownOutcome or Fault.Licenses or Fault.Revoke: break;
            default: Strike(fault, dice.Pick(users)); break;
        }
    }

    private void Strike(Fault fault, User user)
    {
        switch (fault)
        {
            case Fault.Partition: Partition(user); break;
            case Fault.Reset: user.Process.BreakConnections(); break;
            case Fault.SlowNetwork: SlowDown(user); break;
            case Fault.ClientKill when user.Process.IsRunning: Kill(user); break;
            case Fault.ClientPowerLoss when user.Process.IsRunning: CutPower(user); break;
            case Fault.Sleep when user.Machine.IsAwake: PutToSleep(user); break;
        }
    }

    private void StrikeDisk(Fault fault)
    {
        if (fault == Fault.SlowDisk)
        {
            world.DiskWeather.DelayMax = dice.Between(Seconds(0.05), Seconds(4));
            Later(40, () => world.DiskWeather.DelayMax = FairDelay);
            return;
        }

        (world.DiskWeather.RefusesWrites, world.DiskWeather.RefusesReads) = (true, dice.Chance(0.5));
        world.Trace.Note("disk", "fails");
        Later(30, () =>
        {
            (world.DiskWeather.RefusesWrites, world.DiskWeather.RefusesReads) = (false, false);
            world.Trace.Note("disk", "works");
            world.Disturb();
        });
    }

    private void Partition(User user)
    {
        var kind = dice.Below(3);
        user.Weather.Cut(up: kind != 1, down: kind != 2);
        world.Trace.Note(user.Machine.Name, kind switch { 0 => "is cut off", 1 => "hears nothing", _ => "is not heard" });
        Later(90, () =>
        {
            user.Weather.Clear();
            world.Trace.Note(user.Machine.Name, "is in touch again");
        });
    }

    private void SlowDown(User user)
    {
        user.Weather.LatencyMax = dice.Between(Seconds(0.2), Seconds(8));
        world.Trace.Note(user.Machine.Name, $"slow: {user.Weather.LatencyMax}");
        Later(60, () => user.Weather.LatencyMax = FairLatency);
    }

    private void Kill(User user)
    {
        user.Process.Kill();
        Later(60, () => RestartIfDead(user));
    }

    private void CutPower(User user)
    {
        user.Process.Vanish();
        user.Machine.LosePower();
        Later(60, () =>
        {
            if (!user.Machine.IsUp)
                user.Machine.Boot();
            RestartIfDead(user);
        });
    }

    private static void RestartIfDead(User user)
    {
        if (user.Process.IsDead)
            user.Restart();
    }

    private void PutToSleep(User user)
    {
        user.Machine.Sleep();
        world.Trace.Note(user.Machine.Name, "sleeps");
        Later(150, () =>
        {
            user.Machine.Wake();
            world.Trace.Note(user.Machine.Name, "wakes");
        });
    }

    private void WriteSecond()
    {
        if (supervisor.Server is { IsServing: true, Clock: { } clock })
            world.Watch(second.WriteAsync(clock.Now));
    }

    private void TurnClock()
    {
        var machine = world.ServerMachine;
        if (dice.Chance(0.2))
        {
            machine.StopWall();
            Later(60, machine.StartWall);
            return;
        }

        var by = dice.Skewed(Seconds(0.5), Seconds(7200));
        machine.JumpWall(dice.Chance(0.5) ? by : -by);
        world.Trace.Note("server", $"wall clock {machine.Wall:HH:mm:ss}");
    }

    /// <summary>After a while of up to so many seconds, unless everything is repaired by then.</summary>
    private void Later(double secondsMax, Action act) => world.Agenda.After(dice.Between(Seconds(0.5), Seconds(secondsMax)), () =>
    {
        if (!isResting)
            act();
    });

    private TimeSpan Downtime() => dice.Skewed(Seconds(0.1), Seconds(60));

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
