namespace Usher.Core;

/// <summary>Tells who has a seat that no line has room for.</summary>
public sealed partial class Pool
{
    /// <summary>This pool as it stands. For the lane; what it gives is safe on any thread.</summary>
    public PoolCopy Copy()
    {
        var seen = new List<(LeaseId, DateTimeOffset)>(leases.Count);
        for (var lease = leases.Oldest; lease is not null; lease = lease.Newer)
            seen.Add((lease.Id, lease.Presence.LastSeen));
        return new PoolCopy(Id, Settings, Condense(), [.. seen]);
    }

    /// <summary>Who is short of a seat, after everybody who could has moved to another line.</summary>
    internal Shortage ShortageAt(DateTimeOffset now)
    {
        var seats = 0L;
        var hit = new HashSet<Lease>();
        foreach (var use in lines.All())
        {
            var missing = use.Withdrawn || use.IsOver(now) ? use.Used : Math.Max(0, use.Used - use.Line.Seats - use.Line.Overdraft);
            seats += missing;
            AddNewest(use, missing, hit);
        }

        return seats == 0 ? Shortage.None : new Shortage(seats, [.. hit.OrderBy(lease => lease.Serial).Select(View)]);
    }

    /// <summary>The newest holders of a line that account for so many seats; who shares a seat with one of them is hit too.</summary>
    private void AddNewest(LineUse use, long missing, HashSet<Lease> hit)
    {
        var groups = new HashSet<SharingGroup>();
        for (var lease = leases.Newest; lease is not null; lease = lease.Older)
        {
            if (lease.SeatsFrom(use.Line.Id) is not (> 0 and var drawn))
                continue;
            var group = use.GroupOf(lease.Holder);
            if (group is null || !groups.Contains(group))
            {
                if (missing <= 0)
                    continue;
                missing -= group?.All.Largest ?? drawn;
                if (group is not null)
                    groups.Add(group);
            }

            hit.Add(lease);
        }
    }
}
