using Usher.Simulation.Actors;

namespace Usher.Simulation.Runs;

/// <summary>Ends the server in every way there is, and starts it again: what systemd is in the real world.</summary>
internal sealed class Supervisor(World world)
{
    private static readonly TimeSpan StartAgainAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StopMax = TimeSpan.FromSeconds(20);

    /// <summary>The server's process; null while there is none.</summary>
    public ServerProcess? Server { get; private set; }

    public void Start()
    {
        if (Server is not null || !world.ServerMachine.IsUp)
            return;
        Server = new ServerProcess(world);
        world.Watch(StartAsync(Server));
    }

    public void Kill(TimeSpan downtime)
    {
        if (Server is null)
            return;
        Server.Kill();
        Server = null;
        world.Agenda.After(downtime, Start);
    }

    public void LosePower(TimeSpan downtime)
    {
        if (!world.ServerMachine.IsUp)
            return;
        world.Trace.Note("server", "loses power");
        Server?.Vanish();
        Server = null;
        world.ServerMachine.LosePower();
        if (world.Plant.Unsynced > TimeSpan.Zero)
            world.Watch(LoseUnsyncedAsync());
        world.Agenda.After(downtime, Boot);
    }

    /// <summary>Stops in good order; a server that does not end in time is killed.</summary>
    public void Restart(TimeSpan downtime)
    {
        if (Server is not { IsServing: true } ending)
            return;
        world.Trace.Note("server", "stops");
        world.Watch(ending.StopAsync());
        world.Agenda.After(StopMax < downtime ? StopMax : downtime + StartAgainAfter, () =>
        {
            if (!ReferenceEquals(Server, ending))
                return;
            if (!ending.IsDead)
                ending.Kill();
            Server = null;
            Start();
        });
    }

    /// <summary>Power, and a server.</summary>
    public void Repair()
    {
        Boot();
        if (Server is { IsDead: true })
            Server = null;
        Start();
    }

    /// <summary>Somebody sets the wall clock to what the server holds to be the time.</summary>
    public void SetClockRight()
    {
        if (Server?.Clock is { } clock)
            world.ServerMachine.SetWall(clock.Now);
    }

    private async Task StartAsync(ServerProcess server)
    {
        if (await server.StartAsync() || !ReferenceEquals(Server, server))
            return;
        Server = null;
        world.Agenda.After(StartAgainAfter, Start);
    }

    private void Boot()
    {
        if (!world.ServerMachine.IsUp)
            world.ServerMachine.Boot();
        Start();
    }

    private async Task LoseUnsyncedAsync()
    {
        await world.Disk.LoseSinceAsync(world.Agenda.Now - world.Plant.Unsynced);
        world.Truth.StartOver(world.Disk.Written);
    }
}
