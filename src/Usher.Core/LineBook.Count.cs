namespace Usher.Core;

/// <summary>Counts seats by state.</summary>
internal sealed partial class LineBook
{
    /// <summary>All lines, withdrawn ones last.</summary>
    public IEnumerable<LineUse> All()
    {
        foreach (var use in current)
            yield return use;
        foreach (var use in withdrawn)
            yield return use;
    }

    /// <summary>Seats by state; what waits is not known here.</summary>
    public SeatCounts Count(DateTimeOffset now)
    {
        long total = 0, active = 0, lingering = 0, overdraft = 0, free = 0;
        foreach (var use in All())
        {
            var present = Math.Max(0, use.UsedActively - use.Over);
            active += present;
            lingering += use.Used - use.Over - present;
            overdraft += use.Over;
            if (!use.IsOpen(now))
                continue;
            total += use.Line.Seats;
            free += Math.Max(0, use.Line.Seats - use.Used);
        }

        return new SeatCounts(Clamp(total), Clamp(active), Clamp(lingering), 0, 0, Clamp(overdraft), 0, Clamp(free));
    }

    /// <summary>Whether the lease holds seats that would do for a request of that version.</summary>
    public bool WouldDo(Lease lease, FeatureVersion version)
    {
        foreach (var draw in lease.Draws)
        {
            if (Find(draw.Line) is { } use && use.Line.Version >= version)
                return true;
        }

        return false;
    }

    private static int Clamp(long seats) => (int)Math.Min(int.MaxValue, seats);
}
