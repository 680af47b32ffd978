namespace Usher.Simulation.Plants;

/// <summary>An append is answered before it is synced, and lost with the power.</summary>
internal sealed class SkippedSync : Plant
{
    public override string Name => "skip-fsync";

    public override string What => "an append is answered before it is synced, and lost with the power";

    public override ulong FoundWithin => 1_000;

    public override TimeSpan Unsynced => TimeSpan.FromSeconds(2);
}
