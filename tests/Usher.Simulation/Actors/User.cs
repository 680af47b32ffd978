using Usher.Client;
using Usher.Simulation.Kernel;
using Usher.Simulation.Machines;
using Usher.Simulation.Networks;

namespace Usher.Simulation.Actors;

/// <summary>A person at a machine, who starts the application again and again and works with it in a haphazard way.</summary>
internal sealed class User
{
    private const int SeatsHeldMax = 4;
    private const int RememberedMax = 8;
    private static readonly TimeSpan PauseMin = TimeSpan.FromMilliseconds(50);

    private readonly World world;
    private readonly Dice dice;
    private readonly string name;
    private readonly TimeSpan pauseMax;
    private readonly List<(LeaseId Lease, string Pool)> remembered = [];
    private bool isResting;

    public User(World world, int number, string name)
    {
        (this.world, this.name, dice) = (world, name, world.Dice.Fork());
        Machine = new Machine($"{name}-{number}", world.Agenda, world.Drift());
        Weather = new NetworkWeather(dice.Fork());
        pauseMax = dice.Between(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(40));
        Process = NewProcess();
        WorkLater();
    }

    public Machine Machine { get; }

    public NetworkWeather Weather { get; }

    public ClientProcess Process { get; private set; }

    /// <summary>All lives of the application so far.</summary>
    public List<ClientProcess> Processes { get; } = [];

    /// <summary>Starts the application again, after it has ended.</summary>
    public void Restart() => Process = NewProcess();

    /// <summary>Gives everything back, and asks for nothing more.</summary>
    public void Rest()
    {
        isResting = true;
        if (Process.IsDead)
            return;
        foreach (var seat in Process.Seats)
            Process.Do(() => Process.GiveBackAsync(seat));
    }

    private ClientProcess NewProcess()
    {
        var process = new ClientProcess(world, Machine, Weather, name);
        Processes.Add(process);
        return process;
    }

    private void WorkLater() => world.Agenda.After(dice.Skewed(PauseMin, pauseMax), Work);

    private void Work()
    {
        if (isResting)
            return;
        if (Process.IsRunning)
            DoSomething(dice.Below(100));
        WorkLater();
    }

    private void DoSomething(int what)
    {
        var held = Process.Seats.FindAll(seat => seat.IsBelieved);
        if (what < 5)
            Process.Do(Process.AskAroundAsync);
        else if (what < 7)
            Process.Do(ExitAndRestartAsync);
        else if (what < 17 && remembered.Count > 0)
            Resume(dice.Pick(remembered));
        else if (what < 25 && held.Count > 0)
            Renew(dice.Pick(held));
        else if ((what < 60 && held.Count > 0) || held.Count >= SeatsHeldMax)
            GiveBack(dice.Pick(held));
        else
            Checkout();
    }

    private void Checkout()
    {
        var (process, pool, options) = (Process, dice.Pick(world.Scenario.PoolNames), NewOptions());
        process.Do(() => CheckoutAsync(process, pool, options));
    }

    private CheckoutOptions NewOptions() => new()
    {
        Seats = dice.Chance(0.75) ? 1 : 2,
        Version = dice.Chance(0.7) ? "" : dice.Pick(["1.0", "2.0"]),
        Wait = dice.Chance(0.5) ? TimeSpan.Zero : dice.Between(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60)),
        Ttl = dice.Chance(0.7) ? TimeSpan.Zero : dice.Between(TimeSpan.FromSeconds(5), world.Scenario.Pools.TtlMax),
        Priority = dice.Chance(0.7) ? 0 : dice.Below(3) - 1,
        Detached = dice.Chance(0.1),
    };

    private async Task CheckoutAsync(ClientProcess process, string pool, CheckoutOptions options)
    {
        using var impatience = new CancellationTokenSource();
        var cancelling = dice.Chance(0.15)
            ? world.Agenda.After(dice.Skewed(TimeSpan.Zero, TimeSpan.FromSeconds(10)), impatience.Cancel)
            : null;
        try
        {
            if (await process.CheckoutAsync(pool, options, impatience.Token) is CheckoutAnswer.Granted(var lease))
                Remember(lease.Id, pool);
        }
        finally
        {
            cancelling?.CallOff();
        }
    }

    private void Resume((LeaseId Lease, string Pool) one)
    {
        var process = Process;
        if (process.Seats.Exists(seat => seat.Lease.Id == one.Lease && seat.IsBelieved) || !process.Busy.Add(one.Lease))
            return;
        process.Do(async () =>
        {
            try
            {
                await process.CheckoutAsync(one.Pool, new CheckoutOptions { LeaseId = one.Lease });
            }
            finally
            {
                process.Busy.Remove(one.Lease);
            }
        });
    }

    private void Renew(HeldSeat seat)
    {
        var (process, ttl) = (Process, dice.Between(TimeSpan.FromSeconds(5), world.Scenario.Pools.TtlMax));
        process.Do(() => process.RenewAsync(seat, ttl));
    }

    private void GiveBack(HeldSeat seat)
    {
        var process = Process;
        process.Do(() => process.GiveBackAsync(seat));
    }

    /// <summary>It may be asked for again, also after it was given back.</summary>
    private void Remember(LeaseId lease, string pool)
    {
        if (remembered.Exists(one => one.Lease == lease))
            return;
        if (remembered.Count == RememberedMax)
            remembered.RemoveAt(0);
        remembered.Add((lease, pool));
    }

    private async Task ExitAndRestartAsync()
    {
        var process = Process;
        await process.ExitAsync();
        if (ReferenceEquals(process, Process))
            Restart();
    }
}
