namespace Usher.Cli.Tests.Fakes;

/// <summary>A clock that stands at noon.</summary>
internal sealed class FixedClock : TimeProvider
{
    public static readonly DateTimeOffset Noon = new(2027, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Noon;
}
