using Usher.Server;
using Usher.Server.Time;
using Usher.Simulation.Machines;

namespace Usher.Simulation.Plants;

/// <summary>A wall clock that gained a little, however slowly, is leapt after, and every lease gets a full life again.</summary>
internal sealed class LeapsAfterDrift : Plant
{
    // It was a second once; here lives are shorter by more than that.
    private static readonly TimeSpan Little = TimeSpan.FromMilliseconds(100);

    public override string Name => "leaps-after-drift";

    public override string What => "a wall clock that gained a tenth of a second, however slowly, is leapt after";

    public override ulong FoundWithin => 1_000;

    public override int SlewPpm(int ppm) => 0;

    public override IServerClock Around(IServerClock clock, Machine machine) => new Hasty(clock, machine);

    private sealed class Hasty(IServerClock clock, Machine machine) : IServerClock
    {
        private TimeSpan leapt;
        private int leaps;

        public DateTimeOffset Now => Read().Now;

        public ServerFault? Fault => clock.Fault;

        public ClockReading Read()
        {
            var reading = clock.Read();
            var ahead = machine.Wall - reading.Now;
            if (ahead - leapt >= Little && ahead < ServerClock.LagMax)
                (leapt, leaps) = (ahead, leaps + 1);
            return new(reading.Now + leapt, reading.Leaps + leaps, reading.Skipped + leapt);
        }
    }
}
