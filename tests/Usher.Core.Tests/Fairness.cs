namespace Usher.Core.Tests;

/// <summary>What the queue owes to those who wait, checked without the queue's own code.</summary>
internal static class Fairness
{
    /// <summary>A grant that costs seats of a line goes before nobody who waits in front and could use that line.</summary>
    public static void AssertNobodyIsPassed(
        Pool before, Pool after, PoolEvent.LeaseGranted granted, PoolCommand command, DateTimeOffset now)
    {
        var costly = CostlyLines(before, after, now);
        var versions = Versions(before);
        foreach (var wait in before.Queue())
        {
            if (wait.Lease == granted.Lease)
                return;
            if (granted.Kind == GrantKind.Direct && command is Checkout asked && wait.Priority < asked.Priority)
                return;
            if (!wait.Absent)
                Assert.DoesNotContain(costly, line => line.Version >= versions[wait.Lease]);
        }
    }

    /// <summary>The first who is there and waits would not fit, were it alone in the queue.</summary>
    public static void AssertFirstCannotBeSeated(Pool pool, DateTimeOffset now)
    {
        var versions = Versions(pool);
        if (pool.LeaseCount >= pool.Settings.LeasesMax || pool.Queue().FirstOrDefault(wait => !wait.Absent) is not { } first)
            return;

        var room = pool.LineViews(now)
            .Where(view => view.State is LineState.Open or LineState.Grace && view.Line.Version >= versions[first.Lease])
            .Sum(view => Math.Max(0, view.Line.Seats + view.Line.Overdraft - view.Used));
        Assert.True(room < first.Seats, $"{first.Holder} waits for {first.Seats} while {room} are there");
    }

    /// <summary>Nobody who is there waits beside a sharing group with seats enough for it.</summary>
    public static void AssertNobodyCouldJoin(Pool pool, DateTimeOffset now)
    {
        if (pool.LeaseCount >= pool.Settings.LeasesMax)
            return;

        var versions = Versions(pool);
        var live = Recount.Live(pool);
        foreach (var wait in pool.Queue().Where(wait => !wait.Absent))
        {
            var usable = pool.LineViews(now).Where(view =>
                view.State is LineState.Open or LineState.Grace && view.Line.Version >= versions[wait.Lease]);
            Assert.All(usable, view => Assert.True(Recount.ChargeOf(view.Line, live, wait.Holder) < wait.Seats));
        }
    }

    private static Dictionary<LeaseId, FeatureVersion> Versions(Pool pool) =>
        pool.Condense().OfType<PoolEvent.WaitStarted>().ToDictionary(wait => wait.Lease, wait => wait.Version);

    private static List<LicenseLine> CostlyLines(Pool before, Pool after, DateTimeOffset now)
    {
        var usedBefore = before.LineViews(now).ToDictionary(view => view.Line.Id, view => view.Used);
        return [.. after.LineViews(now).Where(view => view.Used > usedBefore[view.Line.Id]).Select(view => view.Line)];
    }
}
