using Usher.Client;
using Usher.Simulation.Kernel;

namespace Usher.Simulation.Actors;

/// <summary>A client's ids and jitter, from the seed.</summary>
internal sealed class SeededRandom(Dice dice) : RandomSource
{
    public override void Fill(Span<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)dice.Next();
    }
}
