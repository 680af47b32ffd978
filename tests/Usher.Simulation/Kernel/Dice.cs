namespace Usher.Simulation.Kernel;

/// <summary>Random numbers from a seed (SplitMix64): the same on every machine and every version of the runtime.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong state = seed;

    public ulong Next()
    {
        var mixed = state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>Dice of their own, so that more throws in one place do not change another.</summary>
    public Dice Fork() => new(Next());

    /// <summary>0 to <paramref name="count"/> − 1.</summary>
    public int Below(int count) => (int)(Next() % (ulong)count);

    public bool Chance(double probability) => (Next() >> 11) * (1.0 / (1UL << 53)) < probability;

    public T Pick<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>Between the two, both possible, evenly.</summary>
    public TimeSpan Between(TimeSpan least, TimeSpan most) =>
        least + new TimeSpan((long)(Next() % (ulong)(most.Ticks - least.Ticks + 1)));

    /// <summary>Between the two, but far more often near the lesser: delays are like that.</summary>
    public TimeSpan Skewed(TimeSpan least, TimeSpan most) => Between(least, Between(least, Between(least, most)));

    public Guid NextId()
    {
        Span<byte> bits = stackalloc byte[16];
        BitConverter.TryWriteBytes(bits, Next());
        BitConverter.TryWriteBytes(bits[8..], Next() | 1);
        return new Guid(bits);
    }
}
