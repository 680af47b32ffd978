using Usher.Core;

namespace Usher.Simulation.Plants;

/// <summary>All ended leases and refused requests but the newest are forgotten: a late copy is decided anew.</summary>
internal sealed class ForgottenIds : Plant
{
    public override string Name => "forgets-ids";

    public override string What => "all ended leases and refused requests but the newest are forgotten: a late copy is decided anew";

    public override ulong FoundWithin => 1_000;

    public override PoolSettings InsteadOf(PoolSettings settings) => settings with { RememberedMax = 1 };
}
