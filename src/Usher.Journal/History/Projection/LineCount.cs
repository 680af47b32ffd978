using Usher.Core;

namespace Usher.Journal.History.Projection;

/// <summary>How many seats of one license line are held, as <c>Pool.Count</c> counts them.</summary>
internal sealed class LineCount(string id, int seats, Sharing sharing)
{
    private Dictionary<SharingKey, SharedSeats>? groups;
    private long used;
    private long usedActively;

    public string Id { get; } = id;

    /// <summary>What the line grants.</summary>
    public int Seats { get; set; } = seats;

    public Sharing Sharing { get; } = sharing;

    /// <summary>It is not licensed any more and stays for those who still draw from it.</summary>
    public bool Withdrawn { get; set; }

    public bool IsUsed => used > 0;

    /// <summary>The line's part of the pool's counts; nothing is queued at a line.</summary>
    public SeatUse Use
    {
        get
        {
            var over = Math.Max(0, used - Seats);
            var active = Math.Max(0, usedActively - over);
            return new(active, used - over - active, over, 0);
        }
    }

    public void Take(Holder holder, int seats, bool lingering)
    {
        if (Sharing == Sharing.None)
            Count(seats, lingering ? 0 : seats);
        else
            Change(Group(holder), group => Put(group, seats, lingering));
    }

    public void GiveBack(Holder holder, int seats, bool lingering)
    {
        if (Sharing == Sharing.None)
        {
            Count(-seats, lingering ? 0 : -seats);
            return;
        }

        var group = Group(holder);
        Change(group, group => Pull(group, seats, lingering));
        if (group.All.Largest == 0)
            groups!.Remove(SharingKey.Of(holder, Sharing));
    }

    private void Count(long all, long active) => (used, usedActively) = (used + all, usedActively + active);

    private void Change(SharedSeats group, Action<SharedSeats> change)
    {
        var (all, active) = (group.All.Largest, group.Active.Largest);
        change(group);
        Count(group.All.Largest - all, group.Active.Largest - active);
    }

    private static void Put(SharedSeats group, int seats, bool lingering)
    {
        group.All.Add(seats);
        if (!lingering)
            group.Active.Add(seats);
    }

    private static void Pull(SharedSeats group, int seats, bool lingering)
    {
        group.All.Remove(seats);
        if (!lingering)
            group.Active.Remove(seats);
    }

    private SharedSeats Group(Holder holder)
    {
        groups ??= [];
        var key = SharingKey.Of(holder, Sharing);
        if (!groups.TryGetValue(key, out var group))
            groups.Add(key, group = new SharedSeats());
        return group;
    }
}
