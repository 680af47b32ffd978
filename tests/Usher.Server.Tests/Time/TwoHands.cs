namespace Usher.Server.Tests.Time;

/// <summary>A machine whose wall clock can be set while its monotonic clock goes on.</summary>
internal sealed class TwoHands : TimeProvider
{
    private long timestamp;

    public DateTimeOffset Wall { get; set; } = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Wall;

    public override long GetTimestamp() => timestamp;

    /// <summary>Time passes for both.</summary>
    public void Pass(TimeSpan time)
    {
        timestamp += time.Ticks;
        Wall += time;
    }
}
