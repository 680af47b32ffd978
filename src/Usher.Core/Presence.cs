namespace Usher.Core;

/// <summary>
/// When a lease's client was last seen alive. An input of the pool, like the clock: written by any thread without a
/// lock when a heartbeat comes in, read by <see cref="Pool.Decide"/> when the deadline comes near, never journaled.
/// </summary>
public sealed class Presence
{
    private long lastSeenTicks;
    private long endsAtTicks = long.MaxValue;
    private long lifeTicks;

    /// <summary>The last sign of life; <see cref="DateTimeOffset.MinValue"/> when there was none yet.</summary>
    public DateTimeOffset LastSeen => new(Volatile.Read(ref lastSeenTicks), TimeSpan.Zero);

    /// <summary>
    /// The latest instant that may be promised to the client: the end of the license line, or the deadline that cannot be
    /// moved any more; <see cref="DateTimeOffset.MinValue"/> once the lease is over.
    /// </summary>
    public DateTimeOffset EndsAt => Volatile.Read(ref endsAtTicks) is var ticks && ticks == long.MaxValue
        ? DateTimeOffset.MaxValue
        : new(ticks, TimeSpan.Zero);

    /// <summary>Notes a sign of life. Lock-free; the latest wins.</summary>
    public void Seen(DateTimeOffset now)
    {
        var ticks = now.UtcTicks;
        var before = Volatile.Read(ref lastSeenTicks);
        while (before < ticks)
        {
            var found = Interlocked.CompareExchange(ref lastSeenTicks, ticks, before);
            if (found == before)
                return;
            before = found;
        }
    }

    /// <summary>The most that a sign of life may promise: the lease's life, as it is decided now. Zero once the lease is over.</summary>
    public TimeSpan Life => new(Volatile.Read(ref lifeTicks));

    /// <summary>
    /// How long the lease is good by a sign of life, for a client that was told a life. What was told is durable but may have been
    /// shortened since; what the pool has now may not be durable yet: the shorter counts. Zero or less: it is over.
    /// </summary>
    /// <param name="now">By the server's clock.</param>
    /// <param name="seen">
    /// When the sign of life was noted, before this is asked: a lane that judges the lease from then on sees it. One that judged it just before, and
    /// notes the end just after this, does not: within that instant a client that was silent for its whole life may be promised too much.
    /// </param>
    /// <param name="told">The life that the client was told.</param>
    public TimeSpan GoodAt(DateTimeOffset now, DateTimeOffset seen, TimeSpan told)
    {
        var life = Life;
        var until = seen + (told < life ? told : life);
        var end = EndsAt;
        return (until < end ? until : end) - now;
    }

    /// <summary>Sets what may be promised. Called by the pool only.</summary>
    internal void LimitTo(DateTimeOffset? end, TimeSpan life)
    {
        Volatile.Write(ref endsAtTicks, end?.UtcTicks ?? long.MaxValue);
        Volatile.Write(ref lifeTicks, life.Ticks);
    }

    /// <summary>The lease is over: nothing may be promised any more.</summary>
    internal void End() => LimitTo(DateTimeOffset.MinValue, TimeSpan.Zero);
}
