using Usher.Server;
using Usher.Server.Time;
using Usher.Simulation.Machines;

namespace Usher.Simulation.Plants;

/// <summary>The clock leaps, and nobody is given a full life.</summary>
internal sealed class UntoldLeap : Plant
{
    public override string Name => "leap-not-told";

    public override string What => "the clock leaps, and nobody is given a full life";

    public override ulong FoundWithin => 1_000;

    public override IServerClock Around(IServerClock clock, Machine machine) => new Silent(clock);

    private sealed class Silent(IServerClock clock) : IServerClock
    {
        public DateTimeOffset Now => clock.Now;

        public ServerFault? Fault => clock.Fault;
    }
}
