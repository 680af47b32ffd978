using System.Collections.Immutable;

namespace Usher.Server.Metrics;

/// <summary>The value of one metric with one set of labels. Written by any thread without a lock.</summary>
/// <param name="labels">Which.</param>
/// <param name="bounds">Of a histogram, ascending; empty for a number.</param>
internal sealed class Series(LabelSet labels, ImmutableArray<double> bounds)
{
    private readonly long[] buckets = bounds.IsEmpty ? [] : new long[bounds.Length + 1];
    private long whole;
    private double part;

    /// <summary>Which.</summary>
    internal LabelSet Labels { get; } = labels;

    /// <summary>Whether something was measured since the last <see cref="Forget"/>.</summary>
    internal bool IsSeen { get; private set; }

    /// <summary>Adds to a number.</summary>
    internal void Add(long amount)
    {
        IsSeen = true;
        Interlocked.Add(ref whole, amount);
    }

    /// <summary>Adds to a number, or to the sum of a histogram.</summary>
    internal void Add(double amount)
    {
        IsSeen = true;
        var before = Volatile.Read(ref part);
        while (true)
        {
            var found = Interlocked.CompareExchange(ref part, before + amount, before);
            if (found.Equals(before))
                return;
            before = found;
        }
    }

    /// <summary>Replaces a number.</summary>
    internal void Set(double value)
    {
        IsSeen = true;
        Interlocked.Exchange(ref part, value);
    }

    /// <summary>Sorts a measurement into its bucket: the first whose bound it does not exceed.</summary>
    internal void Sort(double value)
    {
        var at = 0;
        while (at < bounds.Length && value > bounds[at])
            at++;
        Interlocked.Increment(ref buckets[at]);
        Add(value);
    }

    /// <summary>Begins anew, for values that are told as a whole.</summary>
    internal void Forget()
    {
        IsSeen = false;
        (whole, part) = (0, 0);
    }

    /// <summary>As it stands.</summary>
    internal SeriesReading Read()
    {
        var counts = new long[buckets.Length];
        for (var at = 0; at < counts.Length; at++)
            counts[at] = Volatile.Read(ref buckets[at]);
        return new SeriesReading(Labels, Volatile.Read(ref whole) + Volatile.Read(ref part), [.. counts]);
    }
}
