using Usher.Server;
using Usher.Server.Time;
using Usher.Simulation.Machines;

namespace Usher.Simulation.Plants;

/// <summary>Decisions are made by the wall clock, wherever it is set.</summary>
internal sealed class NaiveClock : Plant
{
    public override string Name => "naive-wall-clock";

    public override string What => "decisions are made by the wall clock, wherever it is set";

    public override ulong FoundWithin => 1_000;

    public override IServerClock Around(IServerClock clock, Machine machine) => new Wall(machine);

    private sealed class Wall(Machine machine) : IServerClock
    {
        public DateTimeOffset Now => machine.Wall;

        public ServerFault? Fault => null;
    }
}
