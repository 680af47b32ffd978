using Usher.Core;
using Usher.Protocol;
using Usher.Simulation.Checks;
using Usher.Simulation.Kernel;
using Usher.Simulation.Machines;
using Usher.Simulation.Networks;
using Usher.Simulation.Plants;
using Usher.Simulation.Runs;
using Usher.Simulation.Storage;

namespace Usher.Simulation.Actors;

/// <summary>What all actors share: true time, the machines between them, and who asked for what.</summary>
internal sealed class World
{
    private readonly Dictionary<RequestId, int> priorities = [];
    private readonly Dictionary<Core.LeaseId, ClientProcess> askers = [];

    public World(ulong seed, Plant plant)
    {
        (Seed, Plant, Dice) = (seed, plant, new Dice(seed));
        Agenda = new Agenda();
        Trace = new Trace(Agenda, linesKept: 400);
        Scenario = new Scenario(Dice.Fork());
        DiskWeather = new DiskWeather(Dice.Fork());
        ServerMachine = new Machine("server", Agenda, Drift(Scenario.ServerDriftPpm));
        Network = new Network(Agenda, Trace, ServerMachine);
        Truth = new Truth(Scenario.Pools, plant.InsteadOf(Scenario.Pools), request => priorities.GetValueOrDefault(request), Agenda, Trace);
        Disk = new Disk { Committed = Truth.Take };
    }

    public ulong Seed { get; }

    public Plant Plant { get; }

    public Dice Dice { get; }

    public Scenario Scenario { get; }

    public Agenda Agenda { get; }

    public Trace Trace { get; }

    public Disk Disk { get; }

    public DiskWeather DiskWeather { get; }

    public Machine ServerMachine { get; }

    public Network Network { get; }

    public Truth Truth { get; }

    /// <summary>Faults of the code under test that it logged itself.</summary>
    public List<string> FaultsLogged { get; } = [];

    /// <summary>A fault that no caller waits for.</summary>
    public Exception? Escaped { get; private set; }

    /// <summary>When something last happened after which every lease may have a full life again.</summary>
    public TimeSpan DisturbedAt { get; private set; }

    /// <summary>Of one more client.</summary>
    public int Drift() => Drift(Scenario.ClientDriftPpm);

    public void Disturb() => DisturbedAt = Agenda.Now;

    /// <summary>The process that asked for a lease last; null: none did.</summary>
    public ClientProcess? AskerOf(Core.LeaseId lease) => askers.GetValueOrDefault(lease);

    /// <summary>Sees what a client sends, before anything can change it.</summary>
    public void Overhear(ClientProcess process, ReadOnlyMemory<byte> frames)
    {
        foreach (var message in Frames.FromClient(frames))
        {
            if (message.BodyCase != ClientMessage.BodyOneofCase.Checkout)
                continue;
            priorities[new RequestId(IdOf(message.Checkout.RequestId))] = message.Checkout.Priority;
            askers[new Core.LeaseId(IdOf(message.Checkout.Lease))] = process;
        }
    }

    /// <summary>Lets something run that nobody waits for; what it throws ends the run.</summary>
    public async void Watch(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception error)
        {
            Escaped ??= error;
        }
    }

    private int Drift(int most) => Dice.Below((2 * most) + 1) - most;

    private static Guid IdOf(Google.Protobuf.ByteString id) => new(id.Span, bigEndian: true);
}
