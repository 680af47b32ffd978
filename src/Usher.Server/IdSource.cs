namespace Usher.Server;

/// <summary>Where random ids come from, so that a seed replays a whole run.</summary>
public abstract class IdSource
{
    /// <summary>128 fresh random bits.</summary>
    public abstract Guid Next();

    /// <summary>From the machine's random numbers.</summary>
    public static IdSource Random { get; } = new RandomIds();

    private sealed class RandomIds : IdSource
    {
        public override Guid Next()
        {
            Span<byte> bits = stackalloc byte[16];
            System.Security.Cryptography.RandomNumberGenerator.Fill(bits);
            return new Guid(bits);
        }
    }
}
