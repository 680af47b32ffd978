using FsCheck;
using FsCheck.Fluent;

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

    [Fact]
    public void A_cell_is_closed_by_the_sign_of_life_that_the_lease_was_judged_by()
    {
        var cell = new Presence();
        cell.Seen(Noon);

        Assert.True(cell.TryClose(judgedBy: Noon));
        Assert.Equal((false, Noon), (cell.Seen(Noon), cell.LastSeen));
    }

    [Fact]
    public void A_cell_that_was_never_seen_can_be_closed()
    {
        var cell = new Presence();

        Assert.True(cell.TryClose(cell.LastSeen));
        Assert.Equal((DateTimeOffset.MinValue, false), (cell.LastSeen, cell.Seen(Noon)));
    }

    [Fact]
    public void A_sign_of_life_that_was_not_judged_keeps_the_cell_open()
    {
        var cell = new Presence();
        cell.Seen(Noon);
        var judgedBy = cell.LastSeen;

        Assert.True(cell.Seen(Noon + Spans.Tick));

        Assert.False(cell.TryClose(judgedBy));
        Assert.Equal((Noon + Spans.Tick, true), (cell.LastSeen, cell.Seen(Noon + Spans.Seconds(1))));
    }

    [Fact]
    public void A_closed_cell_notes_life_that_comes_too_late_and_promises_nothing()
    {
        var cell = new Presence();
        cell.LimitTo(null, Spans.Minutes(10));
        cell.TryClose(cell.LastSeen);

        Assert.Equal(TimeSpan.Zero, cell.Beat(Noon, told: Spans.Minutes(10)));

        Assert.Equal((Noon, TimeSpan.Zero), (cell.LastSeen, cell.Ask(Noon, told: Spans.Minutes(10))));
    }

    [Fact]
    public void A_closed_cell_can_be_closed_again()
    {
        var cell = new Presence();
        cell.TryClose(cell.LastSeen);
        cell.Seen(Noon);

        Assert.Equal((false, true), (cell.TryClose(DateTimeOffset.MinValue), cell.TryClose(Noon)));
    }

    [Fact]
    public void A_cell_that_is_opened_again_promises_as_before()
    {
        var cell = new Presence();
        cell.TryClose(cell.LastSeen);
        cell.LimitTo(Noon + Spans.Minutes(5), Spans.Minutes(10));

        cell.Reopen();

        Assert.Equal(Spans.Minutes(5), cell.Beat(Noon, told: Spans.Minutes(10)));
    }

    [Fact]
    public void The_end_closes_the_cell()
    {
        var cell = new Presence();
        cell.Seen(Noon);

        cell.End();

        Assert.Equal((false, Noon, DateTimeOffset.MinValue), (cell.Seen(Noon + Spans.Tick), cell.LastSeen - Spans.Tick, cell.EndsAt));
    }

    [Fact]
    public void Asking_promises_what_the_last_sign_of_life_does_and_is_none()
    {
        var cell = new Presence();
        cell.LimitTo(null, Spans.Minutes(10));
        cell.Seen(Noon);

        Assert.Equal(Spans.Minutes(7), cell.Ask(Noon + Spans.Minutes(3), told: Spans.Minutes(10)));
        Assert.Equal(Noon, cell.LastSeen);
    }

    /// <summary>Heartbeats, questions and the lane, each in its single steps, in any order.</summary>
    [Fact]
    public void However_their_steps_mix_nobody_is_promised_a_lease_that_the_lane_has_closed() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), steps =>
        {
            var mix = new MixedSteps();
            foreach (var step in steps)
                mix.Take(step);
            Assert.True(mix.ClosedAt is null || mix.PromisedUntil <= mix.ClosedAt, $"promised until {mix.PromisedUntil}, closed at {mix.ClosedAt}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    /// <summary>Some heartbeats and a lane, each between two of its steps.</summary>
    private sealed class MixedSteps
    {
        private const int Heartbeats = 4;
        private static readonly TimeSpan Life = Spans.Minutes(10);

        private readonly Presence cell = new();
        private readonly (DateTimeOffset Now, bool Taken)?[] noted = new (DateTimeOffset, bool)?[Heartbeats];
        private DateTimeOffset now = Noon;
        private (DateTimeOffset Now, DateTimeOffset By)? judged;

        public MixedSteps()
        {
            cell.Seen(Noon);
            cell.LimitTo(null, Life);
        }

        public DateTimeOffset? ClosedAt { get; private set; }

        public DateTimeOffset PromisedUntil { get; private set; }

        public void Take(byte step)
        {
            switch (step % 8)
            {
                case 0 or 1: now += Life / 2; break;
                case 2 or 3: noted[step / 8 % Heartbeats] = (now, cell.Seen(now)); break;
                case 4: Answer(ref noted[step / 8 % Heartbeats]); break;
                case 5: Promise(now, cell.Ask(now, Life)); break;
                case 6 when cell.LastSeen is var by && now >= by + Life: judged = (now, by); break;
                case 7 when judged is { } end: Close(end.Now, end.By); break;
            }
        }

        private void Answer(ref (DateTimeOffset Now, bool Taken)? heartbeat)
        {
            if (heartbeat is { Taken: true } taken)
                Promise(taken.Now, cell.GoodAt(taken.Now, taken.Now, Life));
            heartbeat = null;
        }

        private void Promise(DateTimeOffset at, TimeSpan good)
        {
            if (good > TimeSpan.Zero && at + good > PromisedUntil)
                PromisedUntil = at + good;
        }

        private void Close(DateTimeOffset at, DateTimeOffset by)
        {
            if (cell.TryClose(by))
                ClosedAt ??= at;
            judged = null;
        }
    }
}
