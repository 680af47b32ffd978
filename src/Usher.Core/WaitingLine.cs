namespace Usher.Core;

/// <summary>The queue: higher priority first, then by arrival.</summary>
internal sealed class WaitingLine
{
    private readonly Dictionary<LeaseId, Waiter> byId = [];
    private Waiter? last;

    public int Count => byId.Count;

    public Waiter? First { get; private set; }

    /// <summary>Seats that all of them want, absent ones included.</summary>
    public long SeatsWanted { get; private set; }

    public Waiter? Find(LeaseId id) => byId.GetValueOrDefault(id);

    public void Add(Waiter waiter)
    {
        byId.Add(waiter.Id, waiter);
        SeatsWanted += waiter.Request.Seats;

        var ahead = last;
        while (ahead is not null && ahead.Priority < waiter.Priority)
            ahead = ahead.Ahead;
        waiter.Ahead = ahead;
        waiter.Behind = ahead is null ? First : ahead.Behind;
        Link(waiter);
    }

    public void Remove(Waiter waiter)
    {
        byId.Remove(waiter.Id);
        SeatsWanted -= waiter.Request.Seats;
        if (waiter.Ahead is null)
            First = waiter.Behind;
        else
            waiter.Ahead.Behind = waiter.Behind;
        if (waiter.Behind is null)
            last = waiter.Ahead;
        else
            waiter.Behind.Ahead = waiter.Ahead;
    }

    /// <summary>1 is next.</summary>
    public static int PositionOf(Waiter waiter)
    {
        var position = 1;
        for (var ahead = waiter.Ahead; ahead is not null; ahead = ahead.Ahead)
            position++;
        return position;
    }

    /// <summary>How many stand in front of a newcomer.</summary>
    public int AheadOf(int priority)
    {
        var behind = 0;
        for (var waiter = last; waiter is not null && waiter.Priority < priority; waiter = waiter.Ahead)
            behind++;
        return Count - behind;
    }

    /// <summary>
    /// The lowest version that somebody in front of a newcomer waits for. Every line of at least that version is kept
    /// for those in front; null when nothing is.
    /// </summary>
    /// <param name="priority">The newcomer's.</param>
    /// <param name="enough">Lower than this does not matter to the newcomer.</param>
    public FeatureVersion? KeptFrom(int priority, FeatureVersion enough)
    {
        FeatureVersion? kept = null;
        for (var waiter = First; waiter is not null && waiter.Priority >= priority; waiter = waiter.Behind)
        {
            if (waiter.IsAbsent)
                continue;
            kept = Lower(kept, waiter.Version);
            if (kept <= enough)
                break;
        }

        return kept;
    }

    public static FeatureVersion Lower(FeatureVersion? kept, FeatureVersion version) =>
        kept is { } before && before <= version ? before : version;

    private void Link(Waiter waiter)
    {
        if (waiter.Ahead is null)
            First = waiter;
        else
            waiter.Ahead.Behind = waiter;
        if (waiter.Behind is null)
            last = waiter;
        else
            waiter.Behind.Ahead = waiter;
    }
}
