using Usher.Core;
using Usher.Journal.History;

namespace Usher.Journal.Tests.History;

/// <summary>Usage the slow way: a pool applies every event, and is counted at every instant at which anything may change.</summary>
internal sealed class UsageOracle
{
    private readonly Pool pool = new(Ledger.CadPool, new PoolSettings());
    private readonly SortedDictionary<long, UsageBucket> buckets = [];
    private readonly long bucketTicks;
    private long now;

    public UsageOracle(IReadOnlyList<PoolEvent> story, TimeSpan bucket, DateTimeOffset end)
    {
        bucketTicks = bucket.Ticks;
        now = story[0].At.UtcTicks;
        foreach (var happened in story)
        {
            StandStill(Math.Max(now, happened.At.UtcTicks));
            pool.Apply(happened);
            See();
        }

        StandStill(end.UtcTicks);
    }

    public IEnumerable<UsageBucket> Buckets() => buckets.Values.Select(bucket => bucket with { Hours = Rounded(bucket.Hours) });

    public static SeatHours Rounded(SeatHours hours) => new(
        Math.Round(hours.Active, 6), Math.Round(hours.Lingering, 6), Math.Round(hours.Overdraft, 6), Math.Round(hours.Queued, 6));

    private void StandStill(long until)
    {
        while (now < until)
        {
            var next = Math.Min(Math.Min(until, ((now / bucketTicks) + 1) * bucketTicks), NextLineChange());
            See();
            Add(next - now);
            now = next;
        }
    }

    private long NextLineChange() => pool.Lines
        .SelectMany(line => (DateTimeOffset?[])[line.StartsAt, line.ClosesAt])
        .Select(at => at?.UtcTicks ?? long.MaxValue)
        .Where(at => at > now)
        .DefaultIfEmpty(long.MaxValue)
        .Min();

    /// <summary>A state counts for a peak even if it lasts for no time.</summary>
    private void See()
    {
        var c = Count();
        var (bucket, p) = (Bucket, Bucket.Peak);
        Bucket = bucket with
        {
            Peak = new(
                Math.Max(p.Used, (long)c.Active + c.Lingering + c.Overdraft), Math.Max(p.Active, c.Active), Math.Max(p.Lingering, c.Lingering),
                Math.Max(p.Overdraft, c.Overdraft), Math.Max(p.Queued, c.Queued)),
        };
    }

    private void Add(long ticks)
    {
        var c = Count();
        var (bucket, span, hours) = (Bucket, TimeSpan.FromTicks(ticks), TimeSpan.FromTicks(ticks).TotalHours);
        var h = bucket.Hours;
        Bucket = bucket with
        {
            Covered = bucket.Covered + span,
            Seats = Math.Max(bucket.Seats, c.Total),
            Hours = new(h.Active + (c.Active * hours), h.Lingering + (c.Lingering * hours), h.Overdraft + (c.Overdraft * hours), h.Queued + (c.Queued * hours)),
            Full = c.Total > 0 && c.Active + c.Lingering + c.Overdraft >= c.Total ? bucket.Full + span : bucket.Full,
        };
    }

    private SeatCounts Count() => pool.Count(new DateTimeOffset(now, TimeSpan.Zero));

    private UsageBucket Bucket
    {
        get => buckets.GetValueOrDefault(now / bucketTicks) ?? new(
            new DateTimeOffset(now / bucketTicks * bucketTicks, TimeSpan.Zero), TimeSpan.Zero, 0, default, default, TimeSpan.Zero);
        set => buckets[now / bucketTicks] = value;
    }
}
