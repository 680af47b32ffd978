using Usher.Server;
using Usher.Simulation.Kernel;

namespace Usher.Simulation.Actors;

/// <summary>The server's ids, from the seed.</summary>
internal sealed class SeededIds(Dice dice) : IdSource
{
    public override Guid Next() => dice.NextId();
}
