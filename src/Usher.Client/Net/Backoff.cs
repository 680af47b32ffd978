namespace Usher.Client.Net;

/// <summary>How long to wait before the next attempt: doubling, and half of it chance, so that clients do not come in step.</summary>
internal static class Backoff
{
    private const int DoublingsMax = 16;

    /// <param name="failures">Attempts that failed in a row.</param>
    /// <param name="longest">Never more than this, and never more than <see cref="NetLimits.BackoffMax"/>.</param>
    /// <param name="random">Where chance comes from.</param>
    internal static TimeSpan After(int failures, TimeSpan longest, RandomSource random)
    {
        var full = NetLimits.BackoffMin * Math.Pow(2, Math.Min(failures, DoublingsMax));
        var cap = longest < NetLimits.BackoffMax ? longest : NetLimits.BackoffMax;
        var capped = full < cap ? full : cap > NetLimits.BackoffMin ? cap : NetLimits.BackoffMin;
        return capped * (0.5 + (random.NextFraction() / 2));
    }
}
