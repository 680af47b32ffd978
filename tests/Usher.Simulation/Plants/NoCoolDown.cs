using Usher.Core;

namespace Usher.Simulation.Plants;

/// <summary>A holder whose lease was revoked takes the seat straight back.</summary>
internal sealed class NoCoolDown : Plant
{
    public override string Name => "cool-down-ignored";

    public override string What => "a holder whose lease was revoked takes the seat straight back";

    public override ulong FoundWithin => 1_000;

    public override PoolSettings InsteadOf(PoolSettings settings) => settings with { CoolDown = TimeSpan.Zero };
}
