namespace Usher.Server.Lanes;

/// <summary>
/// When which pool of a lane is due for time alone. One entry per pool at most; a pool whose due time moves away keeps
/// its entry until then, and is put off when it is looked at, so that the hot path does not touch it.
/// </summary>
internal sealed class LaneAgenda
{
    private static readonly Comparer<(DateTimeOffset Due, LanePool Pool)> ByDue =
        Comparer<(DateTimeOffset Due, LanePool Pool)>.Create((left, right) =>
            left.Due.CompareTo(right.Due) is var order && order != 0 ? order : left.Pool.Index.CompareTo(right.Pool.Index));

    private readonly SortedSet<(DateTimeOffset Due, LanePool Pool)> entries = new(ByDue);

    /// <summary>The first due time; null: none.</summary>
    public DateTimeOffset? Next => entries.Count == 0 ? null : entries.Min.Due;

    /// <summary>Notes when a pool is due, if that is earlier than what is noted.</summary>
    public void Note(LanePool pool, DateTimeOffset now)
    {
        if (pool.NextDue(now) is not { } due || pool.Due <= due)
            return;
        if (pool.Due is { } before)
            entries.Remove((before, pool));
        pool.Due = due;
        entries.Add((due, pool));
    }

    /// <summary>Takes a pool whose entry is due; null: none. Its real due time may be later: note it again.</summary>
    public LanePool? TakeDue(DateTimeOffset now)
    {
        if (entries.Count == 0 || entries.Min is var first && first.Due > now)
            return null;
        entries.Remove(first);
        first.Pool.Due = null;
        return first.Pool;
    }
}
