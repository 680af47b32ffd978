using Usher.Core;

namespace Usher.Server.Validation;

/// <summary>
/// What datagrams about one lease need. Written and read by any thread without a lock; the lane never looks at it, only
/// at the presence that it leads to. Small: there may be a million.
/// </summary>
internal sealed class ValidationCell(UInt128 lease, Presence presence, TimeSpan told, ulong counter)
{
    private long toldTicks = told.Ticks;
    private ulong counter = counter;

    /// <summary>Whose.</summary>
    public UInt128 Lease { get; } = lease;

    /// <summary>The heartbeat cell that the pool reads.</summary>
    public Presence Presence { get; } = presence;

    /// <summary>The greatest counter that was accepted.</summary>
    public ulong Counter => Volatile.Read(ref counter);

    /// <summary>The lease is over.</summary>
    public bool IsOver => Presence.EndsAt == DateTimeOffset.MinValue;

    /// <summary>The life that the client was told last, durably.</summary>
    public void Tell(TimeSpan life) => Volatile.Write(ref toldTicks, life.Ticks);

    /// <summary>Takes a question's counter if it is greater than all before.</summary>
    /// <returns>False: it is a copy of an old question, or was overtaken by a later one.</returns>
    public bool TryAdvance(ulong asked)
    {
        var before = Counter;
        while (before < asked)
        {
            var found = Interlocked.CompareExchange(ref counter, asked, before);
            if (found == before)
                return true;
            before = found;
        }

        return false;
    }

    /// <summary>Notes a sign of life. Returns how long the lease is good from now; zero or less: it is over.</summary>
    public TimeSpan Beat(DateTimeOffset now) => Presence.Beat(now, Told);

    /// <summary>How long the lease is good without another sign of life; zero or less: it is over.</summary>
    public TimeSpan Ask(DateTimeOffset now) => Presence.Ask(now, Told);

    private TimeSpan Told => new(Volatile.Read(ref toldTicks));
}
