using Usher.Core;
using Usher.Server.Lanes;
using Usher.Server.Seats;
using Usher.Simulation.Kernel;

namespace Usher.Simulation.Runs;

/// <summary>
/// What a seed makes of a run: sizes, times, and which faults there are at all. Few kinds of fault at a time find more than all
/// at once, so each is in every other run only.
/// </summary>
internal sealed class Scenario
{
    private static readonly int[] TtlSeconds = [8, 15, 20, 30, 60, 120];
    private static readonly int[] LingerSeconds = [3, 5, 10, 20, 30];
    private static readonly int[] WindowSeconds = [0, 20, 60];
    private static readonly int[] DriftsPpm = [1_000, 10_000, 30_000];
    private static readonly int[] CoolDownSeconds = [0, 5, 20];
    private static readonly string[] Names = ["acme/cad", "acme/sim", "globex/cad"];

    private const double MarginUsedByDrift = 0.9;
    private const int DriftPpmMax = 40_000;

    public Scenario(Dice dice)
    {
        var ttl = dice.Pick(TtlSeconds);
        Pools = new PoolSettings
        {
            TtlDefault = TimeSpan.FromSeconds(ttl),
            TtlMax = TimeSpan.FromSeconds(ttl * 2),
            Linger = TimeSpan.FromSeconds(dice.Pick(LingerSeconds)),
            ResumeWindow = TimeSpan.FromSeconds(dice.Pick(WindowSeconds)),
            CoolDown = TimeSpan.FromSeconds(dice.Pick(CoolDownSeconds)),
            WaitMax = TimeSpan.FromSeconds(60),
            QueueMax = dice.Chance(0.3) ? 2 : 10,
            LeasesMax = dice.Chance(0.2) ? 3 : 100,
            DriftPpmMax = dice.Pick(DriftsPpm),
        };
        Seats = new SeatsSettings
        {
            HeartbeatEvery = dice.Between(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10)),
            IdleMax = dice.Between(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(100)),
        };
        // One request is enough to decide ahead: in a crowd of a few clients batches are small.
        Lanes = new LaneSettings { SnapshotEventsMin = dice.Chance(0.7) ? 5 + dice.Below(60) : 10_000, AheadRequestsMin = 1 };
        LaneCount = 1 + dice.Below(2);
        Clients = 2 + dice.Below(5);
        PoolNames = Names[..(1 + dice.Below(Names.Length))];
        ChaosFor = dice.Between(TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(240));
        var drift = Ppm(MarginUsedByDrift * Pools.MarginOf(Pools.TtlMax) / Pools.TtlMax);
        ServerSlewPpm = ClientDriftPpm = drift / 5;
        ServerDriftPpm = 3 * ServerSlewPpm;
        var isCalm = dice.Chance(0.1);
        foreach (var fault in Enum.GetValues<Fault>())
        {
            if (dice.Chance(0.5) && !isCalm)
                Faults.Add(fault);
        }

        // Here a snapshot is small and time stands still while code runs: only a rest lets something happen between two bits of one.
        if (dice.Chance(0.6))
            Lanes = Lanes with { SnapshotBitEvents = 1 + dice.Below(3), SnapshotRest = dice.Skewed(TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(5)) };
    }

    public PoolSettings Pools { get; }

    public SeatsSettings Seats { get; }

    public LaneSettings Lanes { get; }

    public int LaneCount { get; }

    public int Clients { get; }

    public IReadOnlyList<string> PoolNames { get; }

    public TimeSpan ChaosFor { get; }

    /// <summary>
    /// How fast or slow a client's monotonic clock may be. The server's time may differ from it by the sum of this and the next two:
    /// over the longest life of a lease just less than the margin, which is all that the protocol promises.
    /// </summary>
    public int ClientDriftPpm { get; }

    /// <summary>The same for the server: more than its time may gain to follow the wall clock, so that it lags now and then.</summary>
    public int ServerDriftPpm { get; }

    /// <summary>How much the server's time may gain on the server's monotonic clock: as much more than in earnest as lives are shorter.</summary>
    public int ServerSlewPpm { get; }

    public SortedSet<Fault> Faults { get; } = [];

    private static int Ppm(double part) => Math.Min(DriftPpmMax, (int)(part * 1e6));

    public override string ToString() =>
        $"{Clients} clients, {PoolNames.Count} pools, {LaneCount} lanes, ttl {Pools.TtlDefault.TotalSeconds} s, linger {Pools.Linger.TotalSeconds} s, "
        + $"drift {ClientDriftPpm} and {ServerDriftPpm} ppm, slewed by {ServerSlewPpm}, heartbeat {(int)Seats.HeartbeatEvery.TotalSeconds} s, faults: {string.Join(' ', Faults)}";
}
