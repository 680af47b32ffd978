namespace Usher.Journal.History.Projection;

/// <summary>
/// Sums up how many seats were in which state, span by span. Only spans in which something changed get a row; in
/// between, the counts are those that the row before ends in.
/// </summary>
internal sealed class UsageMeter(long spanTicks, CapacitySteps capacity)
{
    private readonly List<UsageSpan> finished = [];
    private UsageSpan? current;
    private long changedAt;
    private bool isChanged;

    /// <summary>The length of a span.</summary>
    public long SpanTicks => spanTicks;

    /// <summary>Goes on where a stored row ends.</summary>
    /// <param name="last">The last row, summed up to its end.</param>
    /// <param name="at">Up to when nothing more can change.</param>
    public void Restore(UsageSpan last, long at)
    {
        changedAt = Math.Min(at, EndOf(last));
        current = last.Minus(changedAt, EndOf(last), capacity);
    }

    /// <summary>The counts are others from an instant on, not before the last one; or the same, and the capacity is.</summary>
    public void Change(long at, SeatUse use)
    {
        var span = at / spanTicks;
        if (current is not { } open)
            current = UsageSpan.Open(span, default);
        else if (span == open.Span)
            current = open.Plus(changedAt, at, capacity);
        else
            Begin(span, at, open);
        current = current.Value.Now(use);
        (changedAt, isChanged) = (at, true);
    }

    /// <summary>
    /// The rows to write: those that are over, and the last one as it is if nothing happens until its end. Each once.
    /// </summary>
    public IEnumerable<UsageSpan> TakeRows()
    {
        foreach (var row in finished)
            yield return row;
        finished.Clear();
        if (isChanged && current is { } open)
            yield return open.Plus(changedAt, EndOf(open), capacity);
        isChanged = false;
    }

    private void Begin(long span, long at, UsageSpan open)
    {
        finished.Add(open.Plus(changedAt, EndOf(open), capacity));
        current = UsageSpan.Open(span, open.End).Plus(span * spanTicks, at, capacity);
    }

    private long EndOf(UsageSpan open) => (open.Span + 1) * spanTicks;
}
