namespace Usher.Journal.History;

/// <summary>The use of a feature in one stretch of time.</summary>
/// <param name="At">Its beginning, UTC.</param>
/// <param name="Covered">How much of it the history knows: all of it, but for the last one.</param>
/// <param name="Seats">The most that were licensed at any instant, overdraft not included.</param>
/// <param name="Peak">The most in each state.</param>
/// <param name="Hours">The sum of each state.</param>
/// <param name="Full">For how long all licensed seats were held.</param>
public sealed record UsageBucket(DateTimeOffset At, TimeSpan Covered, long Seats, UsagePeaks Peak, SeatHours Hours, TimeSpan Full)
{
    /// <summary>Seats held on average; 0 when nothing is known.</summary>
    public double UsedAverage => Covered > TimeSpan.Zero ? Hours.Used / Covered.TotalHours : 0;
}
