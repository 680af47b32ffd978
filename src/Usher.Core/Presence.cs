namespace Usher.Core;

/// <summary>
/// When a lease's client was last seen alive. An input of the pool, like the clock: written by any thread without a
/// lock when a heartbeat comes in, read by <see cref="Pool.Decide"/> when the deadline comes near, never journaled.
/// </summary>
/// <remarks>
/// A silent lease ends only when its cell was closed, by the very sign of life that the lease was judged by. So a sign of life
/// is either known to the pool that judges, or is told that it came too late; never both unknown and promised a life.
/// </remarks>
public sealed class Presence
{
    /// <summary>The bit that says that the cell is closed.</summary>
    private const long Closed = long.MinValue;

    // The ticks of the last sign of life with the bit beside them: both change as one, and a million cells need no further field.
    private long lastSeen;
    private long endsAtTicks = long.MaxValue;
    private long lifeTicks;

    /// <summary>The last sign of life; <see cref="DateTimeOffset.MinValue"/> when there was none yet.</summary>
    public DateTimeOffset LastSeen => new(Volatile.Read(ref lastSeen) & ~Closed, TimeSpan.Zero);

    /// <summary>
    /// The latest instant that may be promised to the client: the end of the license line, or the deadline that cannot be
    /// moved any more; <see cref="DateTimeOffset.MinValue"/> once the lease is over.
    /// </summary>
    public DateTimeOffset EndsAt => Volatile.Read(ref endsAtTicks) is var ticks && ticks == long.MaxValue
        ? DateTimeOffset.MaxValue
        : new(ticks, TimeSpan.Zero);

    /// <summary>Notes a sign of life. Lock-free; the latest wins.</summary>
    /// <returns>False: it came too late, the lease was judged without it. Nothing may be promised.</returns>
    public bool Seen(DateTimeOffset now)
    {
        var ticks = now.UtcTicks;
        var before = Volatile.Read(ref lastSeen);
        while ((before & ~Closed) < ticks)
        {
            // A closed cell notes it too, and stays closed: a reload may bring the lease back.
            var found = Interlocked.CompareExchange(ref lastSeen, ticks | (before & Closed), before);
            if (found == before)
                break;
            before = found;
        }

        return (before & Closed) == 0;
    }

    /// <summary>Notes a sign of life. Returns how long the lease is good by it; zero or less: it is over.</summary>
    /// <param name="now">When it came, by the server's clock.</param>
    /// <param name="told">The life that the client was told.</param>
    public TimeSpan Beat(DateTimeOffset now, TimeSpan told) => Seen(now) ? GoodAt(now, seen: now, told) : TimeSpan.Zero;

    /// <summary>How long the lease is good without another sign of life; zero or less: it is over.</summary>
    /// <param name="now">By the server's clock.</param>
    /// <param name="told">The life that the client was told.</param>
    public TimeSpan Ask(DateTimeOffset now, TimeSpan told)
    {
        // In a closed cell it may be a sign of life that came too late.
        var seen = Volatile.Read(ref lastSeen);
        return (seen & Closed) == 0 ? GoodAt(now, new DateTimeOffset(seen, TimeSpan.Zero), told) : TimeSpan.Zero;
    }

    /// <summary>The most that a sign of life may promise: the lease's life, as it is decided now. Zero once the lease is over.</summary>
    public TimeSpan Life => new(Volatile.Read(ref lifeTicks));

    /// <summary>
    /// How long the lease is good by a sign of life that an open cell has taken: a lane that judges the lease from then on judges by
    /// that one or a later one. What the client was told is durable but may have been shortened since; what the pool has now may not be
    /// durable yet: the shorter counts.
    /// </summary>
    internal TimeSpan GoodAt(DateTimeOffset now, DateTimeOffset seen, TimeSpan told)
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

    /// <summary>
    /// Lowers what may be promised. Whoever is promised more all the same was seen before this returns. Called by the pool only.
    /// </summary>
    internal void LowerTo(DateTimeOffset end, TimeSpan life)
    {
        LimitTo(end < EndsAt ? end : EndsAt, life);
        // A heartbeat notes life, then reads the limits; the pool writes the limits, then reads who was seen: one of them sees the other.
        Interlocked.MemoryBarrier();
    }

    /// <summary>From now on every sign of life is told that it comes too late. Called by the pool only.</summary>
    /// <param name="judgedBy">The last sign of life as the lease was judged by it.</param>
    /// <returns>False: there was another since, and the lease is to be judged again. Nothing has changed.</returns>
    internal bool TryClose(DateTimeOffset judgedBy)
    {
        var open = judgedBy.UtcTicks;
        var found = Interlocked.CompareExchange(ref lastSeen, open | Closed, open);
        return found == open || found == (open | Closed);
    }

    /// <summary>The lease lives after all: its end was decided, but did not become durable. Its limits are set before this.</summary>
    internal void Reopen() => Interlocked.And(ref lastSeen, ~Closed);

    /// <summary>The lease is over: nothing may be promised any more.</summary>
    internal void End()
    {
        Interlocked.Or(ref lastSeen, Closed);
        LimitTo(DateTimeOffset.MinValue, TimeSpan.Zero);
    }
}
