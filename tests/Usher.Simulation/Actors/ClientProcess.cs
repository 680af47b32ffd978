using Usher.Client;
using Usher.Simulation.Machines;
using Usher.Simulation.Networks;

namespace Usher.Simulation.Actors;

/// <summary>One life of an application with the real SDK in it.</summary>
internal sealed class ClientProcess
{
    private readonly World world;
    private readonly ProcessTime time;
    private readonly SimulatedTransport transport;
    private readonly UsherClient client;
    private readonly string who;

    public ClientProcess(World world, Machine machine, NetworkWeather weather, string user)
    {
        (this.world, Machine, who) = (world, machine, machine.Name);
        time = new ProcessTime(machine);
        transport = new SimulatedTransport(world.Network, machine, weather, bytes => world.Overhear(this, bytes));
        client = UsherClient.Create(
            new UsherClientOptions
            {
                Servers = [new ServerAddress("server")],
                PinnedIdentities = [Network.Identity],
                User = user,
                Host = machine.Name,
                Display = "",
                Application = "app",
                TimeProvider = time,
                Random = new SeededRandom(world.Dice.Fork()),
            },
            transport,
            new NoDatagrams());
    }

    public Machine Machine { get; }

    public List<HeldSeat> Seats { get; } = [];

    /// <summary>Leases that are being asked for, or given back, by their id: one thing at a time.</summary>
    public HashSet<LeaseId> Busy { get; } = [];

    /// <summary>Leases that were given back by their id, and may be free before the answer is here.</summary>
    public HashSet<LeaseId> ReturnedById { get; } = [];

    public bool IsDead { get; private set; }

    /// <summary>When it died, in true time.</summary>
    public TimeSpan DiedAt { get; private set; }

    /// <summary>It could use its seats right now.</summary>
    public bool IsRunning => !IsDead && Machine.IsAwake;

    /// <summary>Asks for a seat, and keeps it.</summary>
    /// <returns>The answer; null when the request was cancelled.</returns>
    public async Task<CheckoutAnswer?> CheckoutAsync(string pool, CheckoutOptions options, CancellationToken cancellationToken = default)
    {
        world.Trace.Note(who, $"wants {pool} x {options.Seats} wait {options.Wait.TotalSeconds}");
        try
        {
            var answer = await client.TryCheckoutAsync(pool, options, cancellationToken);
            world.Trace.Note(who, InWords(answer));
            if (answer is CheckoutAnswer.Granted(var lease))
                Take(lease);
            return answer;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            world.Trace.Note(who, "cancelled");
            return null;
        }
    }

    private void Take(Lease lease)
    {
        ReturnedById.Remove(lease.Id);
        if (!Seats.Exists(seat => ReferenceEquals(seat.Lease, lease)))
            Seats.Add(new HeldSeat(lease));
    }

    public async Task GiveBackAsync(HeldSeat seat)
    {
        if (!Busy.Add(seat.Lease.Id))
            return;
        world.Trace.Note(who, $"gives back {Short(seat)}");
        try
        {
            if (seat.Lease.Detached)
                ReturnedById.Add(seat.Lease.Id);
            await (seat.Lease.Detached ? client.CheckInAsync(seat.Lease.Id, seat.Lease.Feature).AsTask() : seat.Lease.DisposeAsync().AsTask());
        }
        finally
        {
            Busy.Remove(seat.Lease.Id);
        }
    }

    public async Task RenewAsync(HeldSeat seat, TimeSpan ttl)
    {
        world.Trace.Note(who, $"renews {Short(seat)} ttl {ttl.TotalSeconds}");
        await seat.Lease.RenewAsync(ttl);
    }

    public async Task AskAroundAsync()
    {
        await client.StatusAsync();
        await client.WhoAsync();
    }

    /// <summary>Ends in good order.</summary>
    public async Task ExitAsync()
    {
        world.Trace.Note(who, "exits");
        await client.DisposeAsync();
        Die();
        transport.Close();
    }

    public void Kill()
    {
        world.Trace.Note(who, "is killed");
        Die();
        transport.Close();
    }

    public void Vanish()
    {
        world.Trace.Note(who, "loses power");
        Die();
        transport.Vanish();
    }

    public void BreakConnections()
    {
        world.Trace.Note(who, "connections break");
        transport.BreakAll();
    }

    /// <summary>Runs something that may fail in any way that the SDK promises, and in no other.</summary>
    public void Do(Func<Task> act) => world.Watch(RunAsync(act));

    private static async Task RunAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (UsherException)
        {
            // Refused, lost, unavailable: documented, and part of life here.
        }
        catch (ObjectDisposedException)
        {
            // The application exits meanwhile.
        }
    }

    private void Die()
    {
        if (IsDead)
            return;
        (IsDead, DiedAt) = (true, world.Agenda.Now);
        time.Kill();
    }

    private static string Short(HeldSeat seat) => seat.Id.ToString()[..8];

    private static string InWords(CheckoutAnswer answer) => answer switch
    {
        CheckoutAnswer.Granted(var lease) => $"has {lease.Id.ToString()[..8]} for {lease.Remaining.TotalSeconds:0.000} s",
        CheckoutAnswer.Denied(var refusal) => $"is denied {refusal.Code}",
        CheckoutAnswer.Unknown(var problem) => $"does not know: {problem.Code}",
        _ => "?",
    };
}
