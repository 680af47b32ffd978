using Usher.Journal;
using Usher.Server.Lanes;
using Usher.Server.Seats;
using Usher.Server.Time;
using Usher.Simulation.Machines;
using Usher.Simulation.Networks;
using Usher.Simulation.Storage;

namespace Usher.Simulation.Actors;

/// <summary>One life of the server: the real desk, lanes, clock and sessions over the simulated journal and network.</summary>
internal sealed class ServerProcess
{
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(30);

    private readonly World world;
    private readonly ProcessTime time;
    private readonly SimulatedJournal disk;
    private readonly IJournal journal;
    private readonly List<(Wire Wire, Task Session)> sessions = [];
    private SeatsHandler? handler;
    private ITimer? upkeep;

    public ServerProcess(World world)
    {
        this.world = world;
        time = new ProcessTime(world.ServerMachine);
        disk = new SimulatedJournal(world.Disk, world.DiskWeather, () => world.Agenda.Now, world.Agenda.PassAsync);
        journal = world.Plant.Around(disk);
    }

    public bool IsDead => time.IsDead;

    /// <summary>It accepts connections.</summary>
    public bool IsServing => !IsDead && handler is not null;

    public Desk? Desk { get; private set; }

    public ServerClock? Clock { get; private set; }

    /// <summary>Starts as <c>usher serve</c> does: the clock, the desk with everything it replays, then the door.</summary>
    /// <returns>False when it could not, and ended.</returns>
    public async Task<bool> StartAsync()
    {
        try
        {
            var heads = await journal.ListAsync();
            Clock = new ServerClock(
                time, heads.Count == 0 ? null : heads.Max(head => head.LastAt), ClockTolerance,
                world.Plant.SlewPpm(world.Scenario.ServerSlewPpm));
            var clock = world.Plant.Around(Clock, world.ServerMachine);
            var log = new FaultLog(world.FaultsLogged);
            Desk = new Desk(
                journal, clock, world.Plant.InsteadOf(world.Scenario.Pools), world.Scenario.Seats,
                new SeededIds(world.Dice.Fork()), time, log, world.Scenario.LaneCount, lanesAs: world.Scenario.Lanes);
            await Desk.StartAsync(CancellationToken.None);
            var card = new ServerCard(Network.Identity.ToString(), "0.1.0", () => "", Clock.Now);
            handler = new SeatsHandler(Desk, clock, new NoShelf(), card, world.Scenario.Seats, time, log);
        }
        catch (Exception error) when (error is JournalException or DeskRefusedException)
        {
            world.Trace.Note("server", $"cannot start: {error.Message}");
            Kill();
            return false;
        }

        upkeep = time.CreateTimer(_ => LookAtClock(), null, ServerClock.CheckEvery, Timeout.InfiniteTimeSpan);
        world.Network.Accept = Serve;
        world.Disturb();
        world.Trace.Note("server", "serves");
        return true;
    }

    /// <summary>kill -9: the process is gone, and its machine closes its connections.</summary>
    public void Kill()
    {
        End();
        foreach (var (wire, _) in sessions)
            wire.Server.CloseForDead();
    }

    /// <summary>The plug is pulled: nobody tells anybody.</summary>
    public void Vanish()
    {
        End();
        foreach (var (wire, _) in sessions)
            wire.Server.Vanish();
    }

    /// <summary>As after SIGTERM. A kill in the middle of it is possible.</summary>
    public async Task StopAsync()
    {
        world.Network.Accept = null;
        foreach (var (wire, _) in sessions.ToArray())
            wire.Server.RequestClose();
        await Task.WhenAll(sessions.Select(one => one.Session));
        handler?.Dispose();
        await Desk!.DisposeAsync();
        if (!IsDead)
            Kill();
    }

    /// <summary>The live state of every pool equals a replay of what is durable.</summary>
    public void Compare(IEnumerable<string> pools)
    {
        if (world.Disk.InFlight > 0 || Desk is null)
            return;
        foreach (var name in pools)
        {
            if (Desk.Find(name, out _) is { } pool)
                world.Truth.Compare(pool);
        }
    }

    private void End()
    {
        world.Trace.Note("server", "is gone");
        time.Kill();
        disk.Kill();
        upkeep?.Dispose();
        if (handler is not null)
            world.Network.Accept = null;
        handler = null;
    }

    private void LookAtClock()
    {
        if (Clock!.Check() is { } change)
        {
            world.Trace.Note("server", $"clock {change}");
            world.Disturb();
        }

        upkeep!.Change(ServerClock.CheckEvery, Timeout.InfiniteTimeSpan);
    }

    private void Serve(Wire wire)
    {
        sessions.RemoveAll(one => one.Session.IsCompleted);
        wire.Server.MistakesResets = world.Plant.MistakesResets;
        wire.Client.Rewriter = world.Plant.NewRewriter(() => world.Agenda.Now);
        var session = ServeAsync(wire);
        sessions.Add((wire, session));
        world.Watch(session);
    }

    private async Task ServeAsync(Wire wire)
    {
        await handler!.OnConnectedAsync(wire.Server);
        wire.Server.Finish();
    }
}
