namespace Usher.Server.Time;

/// <summary>A look at the server's clock.</summary>
/// <param name="Now">The time.</param>
/// <param name="Leaps">How often the clock has leapt forward since the start; the time is after all of them.</param>
/// <param name="Skipped">
/// How much time the clock has gone through in those leaps. Nobody knows how much of it passed for others.
/// </param>
internal readonly record struct ClockReading(DateTimeOffset Now, int Leaps, TimeSpan Skipped = default);
