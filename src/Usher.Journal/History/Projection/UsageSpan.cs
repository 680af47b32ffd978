namespace Usher.Journal.History.Projection;

/// <summary>How many seats were in which state during one minute, or one hour.</summary>
/// <param name="Span">Which: UTC ticks divided by its length.</param>
/// <param name="UsedPeak">Most seats held at once.</param>
/// <param name="Peak">Most in each state; not at the same instant.</param>
/// <param name="Sum">Seats times ticks in each state.</param>
/// <param name="FullTicks">For how long all seats were held.</param>
/// <param name="End">Seats when it ended.</param>
internal readonly record struct UsageSpan(long Span, long UsedPeak, SeatUse Peak, SeatUse Sum, long FullTicks, SeatUse End)
{
    /// <summary>A span that begins with so many seats; they count for its peaks once they last.</summary>
    public static UsageSpan Open(long span, SeatUse use) => new(span, 0, default, default, 0, use);

    /// <summary>The same with the counts that the span ends in standing still for another while.</summary>
    public UsageSpan Plus(long from, long to, CapacitySteps capacity) => to <= from ? this : Now(End) with
    {
        Sum = Sum + (End * (to - from)),
        FullTicks = FullTicks + capacity.FullTicks(from, to, End.Used),
    };

    /// <summary>The same without the while that <see cref="Plus"/> added.</summary>
    public UsageSpan Minus(long from, long to, CapacitySteps capacity) => this with
    {
        Sum = Sum - (End * (to - from)),
        FullTicks = FullTicks - capacity.FullTicks(from, to, End.Used),
    };

    /// <summary>The same with other counts from now on.</summary>
    public UsageSpan Now(SeatUse use) => this with
    {
        UsedPeak = Math.Max(UsedPeak, use.Used),
        Peak = SeatUse.Max(Peak, use),
        End = use,
    };
}
