namespace Usher.Core;

/// <summary>When seats come free at the latest, if nobody renews.</summary>
internal sealed class Forecast(LineBook lines, DeadlineQueue deadlines)
{
    /// <summary>Most deadlines looked at; beyond that the answer is "not known".</summary>
    internal const int ExaminedMax = 1_000;

    private readonly PriorityQueue<Lease, DateTimeOffset> ends = new();
    private readonly Dictionary<LineUse, int> usedLater = [];
    private readonly Dictionary<SharingGroup, Tally> groupsLater = [];

    /// <summary>When enough seats for the request are free; null when that is not known or does not come.</summary>
    public DateTimeOffset? FreeAt(Checkout asked, DateTimeOffset now)
    {
        var examined = 0;
        foreach (var item in deadlines.InOrder())
        {
            if (FreeBefore(item.Due, asked, now) is { } freeAt)
                return freeAt;
            if (++examined > ExaminedMax)
                return null;
            if (item is Lease lease)
                ends.Enqueue(lease, EndOf(lease));
        }

        return FreeBefore(long.MaxValue, asked, now);
    }

    /// <summary>Lets go of all leases that end before the given ticks, in order, until there is room.</summary>
    private DateTimeOffset? FreeBefore(long ticks, Checkout asked, DateTimeOffset now)
    {
        while (ends.TryPeek(out var lease, out var end) && end.UtcTicks <= ticks)
        {
            ends.Dequeue();
            Release(lease);
            if (RoomAt(end, asked, now) >= asked.Seats)
                return end;
        }

        return null;
    }

    private static DateTimeOffset EndOf(Lease lease) => lease.IsActive ? lease.ExpiresAt : lease.LingersUntil;

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
