using Usher.Core;

namespace Usher.Simulation.Plants;

/// <summary>Queue and leases have no limit.</summary>
internal sealed class NoLimits : Plant
{
    public override string Name => "limits-ignored";

    public override string What => "queue and leases have no limit";

    public override ulong FoundWithin => 1_000;

    public override PoolSettings InsteadOf(PoolSettings settings) => settings with { QueueMax = 1_000, LeasesMax = 1_000 };
}
