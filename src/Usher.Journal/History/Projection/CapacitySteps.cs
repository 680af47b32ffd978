using System.Collections.Immutable;
using Usher.Core;

namespace Usher.Journal.History.Projection;

/// <summary>
/// How many seats a pool's open lines grant, over all time: it changes by events, and by lines that start and close by
/// themselves. Known ahead, so that nobody has to watch the clock for it.
/// </summary>
internal sealed class CapacitySteps
{
    private readonly List<(long At, long Seats)> steps;

    public CapacitySteps(IEnumerable<(long At, long Seats)> stored) => steps = [.. stored];

    /// <summary>When the number changes, and to what; in order.</summary>
    public IReadOnlyList<(long At, long Seats)> Steps => steps;

    /// <summary>The lines are others from an instant on.</summary>
    public void Set(long at, ImmutableArray<LicenseLine> lines)
    {
        steps.RemoveRange(FirstAtOrAfter(at), steps.Count - FirstAtOrAfter(at));
        // The last line of an id counts, as in the pool.
        var counted = lines.GroupBy(line => line.Id, StringComparer.Ordinal).Select(same => same.Last()).ToList();
        foreach (var change in Changes(counted).Where(change => change > at).Prepend(at))
            Add(change, Open(counted, change));
    }

    /// <summary>Seats at an instant.</summary>
    public long SeatsAt(long at)
    {
        var next = FirstAtOrAfter(at + 1);
        return next == 0 ? 0 : steps[next - 1].Seats;
    }

    /// <summary>The most seats at any instant from one to before another.</summary>
    public long MostSeats(long from, long to)
    {
        var most = SeatsAt(from);
        for (var i = FirstAtOrAfter(from + 1); i < steps.Count && steps[i].At < to; i++)
            most = Math.Max(most, steps[i].Seats);
        return most;
    }

    /// <summary>For how long, from one instant to another, so many used seats are all there are.</summary>
    public long FullTicks(long from, long to, long used)
    {
        var full = 0L;
        for (var next = FirstAtOrAfter(from + 1); from < to; next++)
        {
            var until = next < steps.Count ? Math.Min(to, steps[next].At) : to;
            var seats = next == 0 ? 0 : steps[next - 1].Seats;
            full += seats > 0 && used >= seats ? until - from : 0;
            from = until;
        }

        return full;
    }

    private void Add(long at, long seats)
    {
        if (steps.Count == 0 ? seats != 0 : steps[^1].Seats != seats)
            steps.Add((at, seats));
    }

    private static SortedSet<long> Changes(List<LicenseLine> lines)
    {
        var changes = new SortedSet<long>();
        foreach (var line in lines)
        {
            if (line.StartsAt is { } starts)
                changes.Add(starts.UtcTicks);
            if (line.ClosesAt is { } closes)
                changes.Add(closes.UtcTicks);
        }

        return changes;
    }

    private static long Open(List<LicenseLine> lines, long at) => lines
        .Where(line => !(line.StartsAt?.UtcTicks > at) && !(line.ClosesAt?.UtcTicks <= at))
        .Sum(line => (long)line.Seats);

    private int FirstAtOrAfter(long at)
    {
        var (low, high) = (0, steps.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = steps[middle].At < at ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
