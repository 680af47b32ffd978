namespace Usher.Simulation.Plants;

/// <summary>A reset connection is taken for one that the client closed, and its seats go after the short linger.</summary>
internal sealed class ResetIsFarewell : Plant
{
    public override string Name => "reset-is-farewell";

    public override string What => "a reset connection is taken for one that the client closed, and its seats go after the short linger";

    public override ulong FoundWithin => 1_000;

    public override bool MistakesResets => true;
}
