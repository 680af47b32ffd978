using Usher.Journal.History.Projection;

namespace Usher.Journal.History.Reading;

/// <summary>Goes over a feature's rows from bucket to bucket, and fills the gaps with the counts that stood still.</summary>
internal sealed class UsageWalk(IReadOnlyList<UsageSpan> rows, SeatUse opening, long spanTicks, CapacitySteps capacity, long asOf)
{
    private int next;
    private UsageSpan sum;
    private long reached;

    /// <summary>Seats at the end of the last bucket.</summary>
    public SeatUse Now { get; private set; } = opening;

    /// <summary>The next bucket. Its ends are ends of spans.</summary>
    public UsageBucket Next(long from, long to)
    {
        (sum, reached) = (UsageSpan.Open(0, Now), from);
        for (; next < rows.Count && rows[next].Span * spanTicks < to; next++)
            Add(rows[next]);
        StandStill(to);
        return new UsageBucket(
            new DateTimeOffset(from, TimeSpan.Zero),
            TimeSpan.FromTicks(Math.Max(0, Math.Min(to, asOf) - from)),
            capacity.MostSeats(from, Math.Max(from + 1, Math.Min(to, asOf))),
            new(sum.UsedPeak, sum.Peak.Active, sum.Peak.Lingering, sum.Peak.Overdraft, sum.Peak.Queued),
            new(Hours(sum.Sum.Active), Hours(sum.Sum.Lingering), Hours(sum.Sum.Overdraft), Hours(sum.Sum.Queued)),
            TimeSpan.FromTicks(sum.FullTicks));
    }

    private void Add(UsageSpan row)
    {
        var (start, end) = (row.Span * spanTicks, (row.Span + 1) * spanTicks);
        StandStill(start);
        if (end > asOf)
            row = row.Minus(Math.Max(start, asOf), end, capacity);
        sum = sum with
        {
            UsedPeak = Math.Max(sum.UsedPeak, row.UsedPeak),
            Peak = SeatUse.Max(sum.Peak, row.Peak),
            Sum = sum.Sum + row.Sum,
            FullTicks = sum.FullTicks + row.FullTicks,
            End = row.End,
        };
        (Now, reached) = (row.End, end);
    }

    private void StandStill(long until)
    {
        var end = Math.Min(until, asOf);
        if (end > reached)
            sum = sum.Plus(reached, end, capacity);
        reached = until;
    }

    private static double Hours(long seatTicks) => seatTicks / (double)TimeSpan.TicksPerHour;
}
