using Usher.Core;
using Usher.Journal;
using Usher.Server.Lanes;
using Usher.Server.Management.Leases;
using Usher.Server.Tests.Lanes;

namespace Usher.Server.Tests.Management.Leases;

public sealed class PollWatchTests
{
    [Theory]
    [InlineData(60, "WaitStarted")]
    [InlineData(75, "WaitStarted WaiterAbsent WaiterReturned")]
    public async Task Who_waits_and_asks_no_more_is_passed_over_until_it_asks_again(int silentSeconds, string story)
    {
        await using var desk = await new DeskScenario().StartAsync(seats: 1);
        using var watch = new PollWatch(desk.Clock);
        var pool = desk.Desk.Find($"{DeskScenario.Cad}", out _)!;
        await LeaseCall.AskAsync(pool, desk.Checkout(desk.NewLease(), detached: true));
        var wait = desk.Checkout(desk.NewLease(), "bob", TimeSpan.FromHours(1), detached: true);
        Assert.IsType<Reply.Queued>((await LeaseCall.AskAsync(pool, wait)).Reply);
        watch.Asked(wait.Lease, pool);

        desk.Clock.Advance(TimeSpan.FromSeconds(silentSeconds));

        Assert.IsType<Reply.Queued>((await LeaseCall.AskAsync(pool, new KeepAlive(wait.Lease, wait.Holder, TimeSpan.Zero))).Reply);
        Assert.Equal(story, await StoryAsync(desk, wait.Lease));
    }

    [Fact]
    public async Task Who_was_granted_meanwhile_keeps_the_seat()
    {
        await using var desk = await new DeskScenario().StartAsync(seats: 1);
        using var watch = new PollWatch(desk.Clock);
        var pool = desk.Desk.Find($"{DeskScenario.Cad}", out _)!;
        var first = desk.Checkout(desk.NewLease(), detached: true);
        await LeaseCall.AskAsync(pool, first);
        var wait = desk.Checkout(desk.NewLease(), "bob", TimeSpan.FromHours(1), detached: true);
        await LeaseCall.AskAsync(pool, wait);
        watch.Asked(wait.Lease, pool);
        await LeaseCall.AskAsync(pool, new CheckIn(first.Lease, first.Holder));

        desk.Clock.Advance(TimeSpan.FromSeconds(90));

        Assert.IsType<Reply.Renewed>((await LeaseCall.AskAsync(pool, new KeepAlive(wait.Lease, wait.Holder, TimeSpan.Zero))).Reply);
    }

    private static async Task<string> StoryAsync(DeskScenario desk, LeaseId lease)
    {
        var story = new List<string>();
        await foreach (var entry in desk.Journal.ReadAsync(LanePool.StreamOf(DeskScenario.Cad), 0))
        {
            foreach (var happened in EventCodec.Decode(entry.Payload))
            {
                if (happened is PoolEvent.WaitStarted { Lease: var one } && one == lease
                    || happened is PoolEvent.WaiterAbsent { Lease: var two } && two == lease
                    || happened is PoolEvent.WaiterReturned { Lease: var three } && three == lease)
                    story.Add(happened.GetType().Name);
            }
        }

        return string.Join(' ', story);
    }
}
