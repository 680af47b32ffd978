using System.Collections.Immutable;

namespace Usher.Core;

/// <summary>
/// All seats of one feature. <see cref="Decide"/> changes nothing; <see cref="Apply"/> is the only thing that does.
/// Single-threaded: the lane that owns it calls it, and nobody else. No clock, no randomness, no I/O.
/// </summary>
public sealed partial class Pool
{
    private readonly LineBook lines = new();
    private readonly LeaseTable leases = new();
    private readonly WaitingLine waiting = new();
    private readonly DeadlineQueue deadlines = new();
    private readonly Memory memory;

    /// <summary>An empty pool without lines.</summary>
    public Pool(PoolId id, PoolSettings settings) =>
        (Id, Settings, memory) = (id, settings, new Memory(settings.RememberedMax));

    /// <summary>Whose seats these are.</summary>
    public PoolId Id { get; }

    /// <summary>Times and limits.</summary>
    public PoolSettings Settings { get; }

    /// <summary>The license lines, withdrawn ones not included.</summary>
    public ImmutableArray<LicenseLine> Lines => lines.Lines;

    /// <summary>Live leases, lingering ones included.</summary>
    public int LeaseCount => leases.Count;

    /// <summary>
    /// The next instant at which time alone changes something: a deadline, the end of a linger or a wait, a line that
    /// starts or closes. Null: never. Being late with <see cref="Settle"/> is safe: every command settles first.
    /// </summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            var next = relocating is not null ? DateTimeOffset.MinValue
                : waiting.Count > 0 ? Earlier(servedUntil, hopefulUntil)
                : DateTimeOffset.MaxValue;
            if (deadlines.First is { } first)
                next = Earlier(next, new DateTimeOffset(first.Due, TimeSpan.Zero));
            return next == DateTimeOffset.MaxValue ? null : next;
        }
    }

    /// <summary>
    /// Settles what is due, decides the command, and serves the queue; applies each event as it is decided and adds it
    /// to <paramref name="events"/>. The reply may leave only after those events are durable.
    /// </summary>
    /// <remarks>
    /// Heartbeats go on meanwhile, on other threads. None of them promises what a decision takes away: before such an event is
    /// applied, the heartbeat cell is closed or held to the new limit, and if its client was seen until then, it is decided again.
    /// </remarks>
    public Reply Execute(PoolCommand command, DateTimeOffset now, List<PoolEvent> events)
    {
        while (StepBefore(command, now) is { } step)
            TryTake(step, now, events);

        var (reply, happened) = DecideForGood(command, now);
        if (happened is not null)
            Take(happened, events);

        while (NextStep(now) is { } step)
            TryTake(step, now, events);
        return reply;
    }

    private void Take(PoolEvent happened, List<PoolEvent> events)
    {
        Apply(happened);
        events.Add(happened);
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
