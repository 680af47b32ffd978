using System.Diagnostics;
using System.Numerics;

namespace Usher.Bench.Load;

/// <summary>Latencies in buckets of at most 3 % width. Written by one connection, merged at the end.</summary>
internal sealed class LatencyHistogram
{
    private const int SubBits = 5;
    private const int Sub = 1 << SubBits;
    private readonly long[] buckets = new long[64 * Sub];
    private long longest;

    /// <summary>How many were recorded.</summary>
    public long Count { get; private set; }

    /// <summary>The longest latency in milliseconds, exactly; 0 before the first.</summary>
    public double LongestMs => Milliseconds(longest);

    public void Record(long ticks)
    {
        buckets[IndexOf(Math.Max(ticks, 1))]++;
        Count++;
        longest = Math.Max(longest, ticks);
    }

    public void Add(LatencyHistogram other)
    {
        for (var i = 0; i < buckets.Length; i++)
            buckets[i] += other.buckets[i];
        Count += other.Count;
        longest = Math.Max(longest, other.longest);
    }

    /// <summary>The latency in milliseconds that a share of all did not exceed; at most 3 % too long, and never beyond the longest.</summary>
    public double Percentile(double share)
    {
        var wanted = (long)Math.Ceiling(Count * share);
        long seen = 0;
        for (var i = 0; i < buckets.Length; i++)
        {
            seen += buckets[i];
            if (seen >= wanted && seen > 0)
                return Milliseconds(Math.Min(UpperEnd(i), longest));
        }

        return 0;
    }

    private static double Milliseconds(double ticks) => ticks * 1000.0 / Stopwatch.Frequency;

    private static int IndexOf(long ticks)
    {
        var exponent = BitOperations.Log2((ulong)ticks);
        return exponent < SubBits
            ? (int)ticks
            : ((exponent - SubBits + 1) << SubBits) + (int)((ticks >> (exponent - SubBits)) & (Sub - 1));
    }

    private static double UpperEnd(int index)
    {
        if (index < Sub)
            return index;
        var exponent = (index >> SubBits) + SubBits - 1;
        return Math.ScaleB(1 + (((index & (Sub - 1)) + 1) / (double)Sub), exponent);
    }
}
