namespace Usher.Core.Tests;

/// <summary>Counts a pool's seats again, from its leases alone and in the plainest way.</summary>
internal static class Recount
{
    public static void AssertAgrees(Pool pool, DateTimeOffset now)
    {
        var live = Live(pool);
        var counts = pool.Count(now);
        var (used, over, present) = (0, 0, 0);
        foreach (var view in pool.LineViews(now))
        {
            var usedHere = Used(view.Line, live);
            Assert.Equal(usedHere, view.Used);
            var overHere = Math.Max(0, usedHere - view.Line.Seats);
            used += usedHere;
            over += overHere;
            present += Math.Max(0, Used(view.Line, live.Where(granted => IsActive(pool, granted))) - overHere);
        }

        Assert.Equal((used, over, present), (counts.Active + counts.Lingering + counts.Overdraft, counts.Overdraft, counts.Active));
        Assert.Equal(pool.Queue().Sum(wait => wait.Seats), counts.Queued);
        Assert.Equal(live.Count, pool.LeaseCount);
        Assert.All(live, granted => Assert.Equal(granted.Seats, granted.Draws.Sum(draw => draw.Seats)));
    }

    /// <summary>The grants of all live leases, with the draws that they have now.</summary>
    public static List<PoolEvent.LeaseGranted> Live(Pool pool) =>
        [.. pool.Condense().OfType<PoolEvent.LeaseGranted>().Where(granted => pool.Find(granted.Lease) is not null)];

    /// <summary>What the holder's sharing group holds of a line; 0 when there is none.</summary>
    public static int ChargeOf(LicenseLine line, IEnumerable<PoolEvent.LeaseGranted> grants, Holder holder) =>
        line.Sharing == Sharing.None ? 0 : Used(line, grants.Where(granted => KeyOf(line, granted) == KeyOf(line, holder)));

    private static bool IsActive(Pool pool, PoolEvent.LeaseGranted granted) =>
        pool.Find(granted.Lease)!.State == LeaseState.Active;

    private static int Used(LicenseLine line, IEnumerable<PoolEvent.LeaseGranted> grants) =>
        grants
            .SelectMany(granted => granted.Draws.Where(draw => draw.Line == line.Id).Select(draw => (Key: KeyOf(line, granted), draw.Seats)))
            .GroupBy(draw => draw.Key)
            .Sum(group => group.Max(draw => draw.Seats));

    private static string KeyOf(LicenseLine line, PoolEvent.LeaseGranted granted) =>
        line.Sharing == Sharing.None ? granted.Lease.ToString() : KeyOf(line, granted.Holder);

    private static string KeyOf(LicenseLine line, Holder holder)
    {
        if (line.Sharing.HasFlag(Sharing.Site))
            return "site";
        return (line.Sharing.HasFlag(Sharing.User) ? holder.User : "")
            + "|" + (line.Sharing.HasFlag(Sharing.Host) ? holder.Host : "")
            + "|" + (line.Sharing.HasFlag(Sharing.Display) ? holder.Display : "");
    }
}
