using Usher.Core;

namespace Usher.Simulation.Plants;

/// <summary>The server adds no margin to the life of a lease.</summary>
internal sealed class NoMargin : Plant
{
    public override string Name => "no-margin";

    public override string What => "the server adds no margin to the life of a lease";

    public override ulong FoundWithin => 1_000;

    public override PoolSettings InsteadOf(PoolSettings settings) => settings with { Margin = TimeSpan.Zero, DriftPpmMax = 0 };
}
