namespace Usher.Core.Tests;

/// <summary>The heartbeat cell.</summary>
public sealed class PresenceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_starts_unseen_and_without_a_limit()
    {
        var cell = new Presence();

        Assert.Equal((DateTimeOffset.MinValue, DateTimeOffset.MaxValue), (cell.LastSeen, cell.EndsAt));
    }

    [Fact]
    public void The_latest_sign_of_life_wins()
    {
        var cell = new Presence();
        cell.Seen(Noon);
        cell.Seen(Noon - Spans.Minutes(1));

        Assert.Equal(Noon, cell.LastSeen);
    }

    [Fact]
    public void A_limit_can_be_set_and_lifted()
    {
        var cell = new Presence();
        cell.LimitTo(Noon, Spans.Minutes(15));
        Assert.Equal(Noon, cell.EndsAt);

        cell.LimitTo(null, Spans.Minutes(15));
        Assert.Equal(DateTimeOffset.MaxValue, cell.EndsAt);
    }

    [Fact]
    public void Many_threads_may_write_and_the_latest_still_wins()
    {
        var cell = new Presence();
        Parallel.For(0, 10_000, i => cell.Seen(Noon.AddTicks(i * 7919 % 10_000)));

        Assert.Equal(Noon.AddTicks(9_999), cell.LastSeen);
    }
}
