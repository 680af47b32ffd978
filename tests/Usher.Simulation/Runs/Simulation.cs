using Usher.Client;
using Usher.Simulation.Actors;
using Usher.Simulation.Checks;
using Usher.Simulation.Kernel;
using Usher.Simulation.Plants;

namespace Usher.Simulation.Runs;

/// <summary>One run from one seed: chaos, then calm, and checks all the way.</summary>
internal sealed class Simulation
{
    private static readonly TimeSpan InspectEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ServedWithin = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);
    private static readonly string[] People = ["ada", "bob", "eve"];

    private readonly World world;
    private readonly Supervisor supervisor;
    private readonly Administrator administrator;
    private readonly List<User> users;
    private readonly Chaos chaos;
    private readonly Beliefs beliefs;

    public Simulation(ulong seed, Plant plant)
    {
        world = new World(seed, plant);
        supervisor = new Supervisor(world);
        administrator = new Administrator(world, () => supervisor.Server);
        users = [.. Enumerable.Range(1, world.Scenario.Clients).Select(number => new User(world, number, world.Dice.Pick(People)))];
        chaos = new Chaos(world, users, supervisor);
        beliefs = new Beliefs(world, users);
    }

    public Trace Trace => world.Trace;

    public long Steps => world.Agenda.Steps;

    public string Scenario => world.Scenario.ToString();

    /// <exception cref="ViolationException">Something that must never be, was.</exception>
    public async Task RunAsync()
    {
        supervisor.Start();
        await UntilAsync(administrator.InstallAsync(), "the first lines");
        Inspect();
        administrator.Start();
        chaos.Start();
        await PassAsync(world.Scenario.ChaosFor);
        await CalmDownAsync();
        await ServeEverybodyAsync();
        await StartOverAsync();
    }

    /// <summary>Faults stop; everybody gives back and goes; what the dead still hold comes free by time alone.</summary>
    private async Task CalmDownAsync()
    {
        world.Trace.Note("world", "calms down");
        chaos.Rest();
        administrator.Rest();
        users.ForEach(user => user.Rest());
        await PassAsync(TimeSpan.FromSeconds(10));
        await UntilAsync(administrator.InstallAsync(), "the last lines");
        supervisor.SetClockRight();
        var exits = users.Where(user => !user.Process.IsDead).Select(user => user.Process.ExitAsync()).ToArray();
        await UntilAsync(Task.WhenAll(exits), "clients that exit");
        var settings = world.Scenario.Pools;
        await PassAsync((2 * (settings.TtlMax + settings.MarginOf(settings.TtlMax))) + settings.Linger + settings.CoolDown + world.Scenario.Seats.IdleMax);
        foreach (var (pool, ledger, _) in world.Truth.Pools)
        {
            var left = ledger.Seats.Values.Count(seat => seat.Holder != SecondWriter.Elsewhere);
            if (left + ledger.Queue.Count > 0)
                throw new ViolationException("the dead give back", $"{pool.Id} has {left} leases and a queue of {ledger.Queue.Count} of nobody");
        }
    }

    private async Task ServeEverybodyAsync()
    {
        world.Trace.Note("world", "everybody is served");
        users.ForEach(user => user.Restart());
        var served = users.SelectMany(user => world.Scenario.PoolNames.Select(pool => ServeAsync(user.Process, pool)));
        await UntilAsync(Task.WhenAll(served), "everybody to be served");
        await UntilAsync(Task.WhenAll(users.Select(user => user.Process.ExitAsync())), "clients that exit");
    }

    private async Task ServeAsync(ClientProcess process, string pool)
    {
        while (true)
        {
            if (await process.CheckoutAsync(pool, new CheckoutOptions { Wait = TimeSpan.FromSeconds(30) }) is CheckoutAnswer.Granted)
                break;
            await world.Agenda.PassAsync(OneSecond);
        }

        await world.Agenda.PassAsync(OneSecond);
        await process.GiveBackAsync(process.Seats.First(seat => seat.Lease.Feature == pool && seat.IsBelieved));
    }

    /// <summary>A stop in good order, and a start from what it left: snapshots and all.</summary>
    private async Task StartOverAsync()
    {
        await UntilAsync(supervisor.Server!.StopAsync(), "the server to stop");
        supervisor.Repair();
        await PassAsync(OneSecond);
        supervisor.Server!.Compare(world.Scenario.PoolNames);
        await foreach (var report in world.Disk.Journal.VerifyAsync())
        {
            if (report.Fault is { } fault)
                throw new ViolationException("chain", $"{report.Stream}: {fault}");
        }
    }

    private void Inspect()
    {
        supervisor.Server?.Compare(world.Scenario.PoolNames);
        if (world.DiskWeather.RefusesWrites || supervisor.Server is not { IsServing: true, Desk.JournalFault: null })
            world.Disturb();
        beliefs.CheckTheDead();
        world.Agenda.After(InspectEvery, Inspect);
    }

    private async Task PassAsync(TimeSpan time)
    {
        var until = world.Agenda.Now + time;
        while (world.Agenda.Step(until))
            await CheckAsync();
    }

    /// <summary>Lets time pass until something is done.</summary>
    private async Task UntilAsync(Task done, string what)
    {
        var until = world.Agenda.Now + ServedWithin;
        await CheckAsync();
        while (!done.IsCompleted)
        {
            if (!world.Agenda.Step(until))
                throw new ViolationException("liveness", $"waited in vain for {what}");
            await CheckAsync();
        }

        await done;
    }

    private async ValueTask CheckAsync()
    {
        await Quiescence.ReachAsync();
        if (world.Truth.Found is { } found)
            throw found;
        if (world.FaultsLogged is [var fault, ..])
            throw new ViolationException("no faults", fault);
        if (world.Escaped is { } escaped)
            throw new ViolationException("no faults", escaped.ToString());
        beliefs.Check();
    }
}
