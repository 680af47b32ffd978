using Usher.Journal.History.Projection;
using static Usher.Journal.Tests.History.Ledger;

namespace Usher.Journal.Tests.History;

/// <summary>When the projector works by itself, and what it does when it cannot.</summary>
public sealed class ProjectorTests : IAsyncLifetime
{
    private readonly Ledger ledger = new();

    public async ValueTask InitializeAsync() => await ledger.AppendAsync(Lines(0, Line(5)));

    public ValueTask DisposeAsync() => ledger.DisposeAsync();

    [Fact]
    public async Task It_catches_up_at_the_start()
    {
        ledger.Projector.Start();
        await ledger.Watch.CaughtUpAsync();

        Assert.Equal([CadPool], (await ledger.Reader.StateAsync()).Pools);
    }

    [Fact]
    public async Task A_nudge_is_followed_after_events_had_time_to_gather()
    {
        ledger.Projector.Start();
        await ledger.Watch.CaughtUpAsync();

        await ledger.AppendAsync(Grant(1, ledger.NextLease()));
        ledger.Projector.Nudge();
        await ledger.Clock.ArmedAsync(ledger.Settings.Gather);
        ledger.Clock.Advance(ledger.Settings.Gather);
        await ledger.Watch.CaughtUpAsync();

        Assert.Single(await ledger.SessionsAsync());
    }

    [Fact]
    public async Task Without_a_nudge_it_looks_every_ten_seconds()
    {
        ledger.Projector.Start();
        await ledger.Watch.CaughtUpAsync();

        await ledger.AppendAsync(Grant(1, ledger.NextLease()));
        await ledger.Clock.ArmedAsync(ledger.Settings.PollEvery);
        ledger.Clock.Advance(ledger.Settings.PollEvery);
        await ledger.Clock.ArmedAsync(ledger.Settings.Gather);
        ledger.Clock.Advance(ledger.Settings.Gather);
        await ledger.Watch.CaughtUpAsync();

        Assert.Single(await ledger.SessionsAsync());
    }

    [Fact]
    public async Task Failures_are_told_and_tried_again_ever_more_rarely_until_it_works()
    {
        Directory.CreateDirectory(ledger.Settings.Path);
        ledger.Projector.Start();

        foreach (var seconds in (int[])[1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300])
        {
            var (error, retryIn) = await ledger.Watch.FailedAsync();
            Assert.Equal(JournalCodes.CannotOpen, Assert.IsType<JournalUnavailableException>(error).Code);
            Assert.Equal(TimeSpan.FromSeconds(seconds), retryIn);
            await ledger.Clock.ArmedAsync(retryIn);
            ledger.Clock.Advance(retryIn);
        }

        var (_, last) = await ledger.Watch.FailedAsync();
        Directory.Delete(ledger.Settings.Path);
        await ledger.Clock.ArmedAsync(last);
        ledger.Clock.Advance(last);
        await ledger.Watch.CaughtUpAsync();
        Assert.Equal([CadPool], (await ledger.Reader.StateAsync()).Pools);
    }

    [Fact]
    public async Task A_journal_that_cannot_be_read_is_a_failure_like_any_other()
    {
        await ledger.Journal.DisposeAsync();
        ledger.Projector.Start();

        var (error, _) = await ledger.Watch.FailedAsync();

        Assert.Equal(JournalCodes.Closed, Assert.IsType<JournalUnavailableException>(error).Code);
    }

    [Theory]
    [InlineData(0.25, 300)]
    [InlineData(0.5, 100)]
    [InlineData(1, 0)]
    public void It_works_for_no_more_than_its_share_of_the_time(double share, int restMs)
    {
        Assert.Equal(TimeSpan.FromMilliseconds(restMs), ProjectionRound.RestAfter(TimeSpan.FromMilliseconds(100), share));
    }

    [Fact]
    public async Task What_is_left_is_projected_before_it_stops()
    {
        ledger.Projector.Start();
        await ledger.Watch.CaughtUpAsync();
        await ledger.AppendAsync(Grant(1, ledger.NextLease()));

        await ledger.Projector.DisposeAsync();

        Assert.Single(await ledger.SessionsAsync());
    }

    [Fact]
    public async Task A_stop_does_not_fail_when_the_rest_cannot_be_projected()
    {
        ledger.Projector.Start();
        await ledger.Watch.CaughtUpAsync();
        await ledger.Journal.DisposeAsync();

        await ledger.Projector.DisposeAsync();
    }

    [Fact]
    public async Task Disposing_twice_is_harmless()
    {
        ledger.Projector.Start();
        await ledger.Projector.DisposeAsync();
        await ledger.Projector.DisposeAsync();
    }
}
