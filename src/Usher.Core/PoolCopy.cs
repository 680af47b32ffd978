using System.Collections.Immutable;

namespace Usher.Core;

/// <summary>
/// A pool as it stood at one moment, taken on its lane and safe on any thread: a place to try what must not be done.
/// </summary>
/// <param name="Id">Whose seats.</param>
/// <param name="Settings">Times and limits.</param>
/// <param name="Story">What <see cref="Pool.Condense()"/> tells.</param>
/// <param name="Seen">The last sign of life of each live lease, which no event tells.</param>
public sealed record PoolCopy(
    PoolId Id, PoolSettings Settings, IReadOnlyList<PoolEvent> Story, ImmutableArray<(LeaseId Lease, DateTimeOffset At)> Seen)
{
    /// <summary>Who would be short of a seat if the pool had these lines.</summary>
    /// <param name="lines">All of them.</param>
    /// <param name="now">By the server's clock.</param>
    public Shortage With(ImmutableArray<LicenseLine> lines, DateTimeOffset now)
    {
        var pool = new Pool(Id, Settings);
        foreach (var happened in Story)
            pool.Apply(happened);
        foreach (var (lease, at) in Seen)
            pool.PresenceOf(lease)?.Seen(at);
        pool.Execute(new SetLines(lines), now, []);
        return pool.ShortageAt(now);
    }
}
