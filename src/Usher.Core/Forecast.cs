namespace Usher.Core;

/// <summary>When seats come free at the latest, if nobody renews.</summary>
/// <param name="lines">Where seats come free.</param>
/// <param name="deadlines">Of the leases.</param>
/// <param name="endOf">When a lease ends, by all that is known.</param>
internal sealed class Forecast(LineBook lines, DeadlineQueue deadlines, Func<Lease, DateTimeOffset> endOf)
{
    /// <summary>Most deadlines looked at; beyond that the answer is "not known".</summary>
    internal const int ExaminedMax = 1_000;

    /// <summary>How many are looked at first; four times as many each time that they do not suffice.</summary>
    private const int FirstPortion = 32;

    private readonly PriorityQueue<Lease, DateTimeOffset> ends = new();
    private readonly Dictionary<LineUse, int> usedLater = [];
    private readonly Dictionary<SharingGroup, Tally> groupsLater = [];
    private DateTimeOffset latestEnd;

    /// <summary>
    /// When enough seats for the request are free; null when that is not known or does not come. Exact among the deadlines
    /// looked at, which are the next ones; a lease further on could at most make it earlier.
    /// </summary>
    public DateTimeOffset? FreeAt(Checkout asked, DateTimeOffset now)
    {
        var (examined, portion) = (0, FirstPortion);
        foreach (var item in deadlines.InOrder())
        {
            if (examined == portion)
            {
                if (FreeAfterAll(asked, now) is { } freeAt)
                    return freeAt;
                portion = Math.Min(portion * 4, ExaminedMax);
            }

            if (examined++ == ExaminedMax)
                return null;
            if (item is Lease lease)
                ends.Enqueue(lease, endOf(lease));
        }

        return FreeAfterAll(asked, now);
    }

    /// <summary>Lets go of the leases looked at, in the order of their ends, until there is room.</summary>
    private DateTimeOffset? FreeAfterAll(Checkout asked, DateTimeOffset now)
    {
        while (ends.TryDequeue(out var lease, out var end))
        {
            Release(lease);
            if (end > latestEnd)
                latestEnd = end;
            if (RoomAt(latestEnd, asked, now) >= asked.Seats)
                return latestEnd;
        }

        return null;
    }

    private void Release(Lease lease)
    {
        foreach (var draw in lease.Draws)
        {
            if (lines.Find(draw.Line) is not { } use)
                continue;
            var freed = use.GroupOf(lease.Holder) is { } group ? Shrink(group, draw.Seats) : draw.Seats;
            usedLater[use] = usedLater.GetValueOrDefault(use, use.Used) - freed;
        }
    }

    private int Shrink(SharingGroup group, int seats)
    {
        if (!groupsLater.TryGetValue(group, out var later))
            groupsLater.Add(group, later = group.All.Copy());
        var before = later.Largest;
        later.Remove(seats);
        return before - later.Largest;
    }

    private long RoomAt(DateTimeOffset then, Checkout asked, DateTimeOffset now)
    {
        long room = 0;
        foreach (var use in lines.Current)
        {
            if (use.Line.Version < asked.Version || !use.IsOpen(now) || use.IsOver(then))
                continue;
            var most = use.Line.Seats + use.Line.Overdraft;
            room += Math.Max(0, most - usedLater.GetValueOrDefault(use, use.Used));
        }

        return room;
    }
}
