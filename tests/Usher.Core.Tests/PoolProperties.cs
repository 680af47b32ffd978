using FsCheck;
using FsCheck.Fluent;

namespace Usher.Core.Tests;

/// <summary>What holds in every story.</summary>
public sealed class PoolProperties
{
    private const int StoriesDefault = 400;

    /// <summary>USHER_STORIES=20000 looks deeper.</summary>
    private static int Stories =>
        int.TryParse(Environment.GetEnvironmentVariable("USHER_STORIES"), out var count) ? count : StoriesDefault;

    [Fact]
    public void Deciding_changes_nothing() => InEveryStory(desk =>
    {
        desk.Before = command =>
        {
            var before = Chronicle.Of(desk.Pool);
            desk.Pool.Decide(command, desk.Now);
            Assert.Equal(before, Chronicle.Of(desk.Pool));
        };
    });

    [Fact]
    public void The_events_alone_build_the_same_state() => InEveryStory(desk =>
    {
        var replica = Chronicle.Replay(desk.Pool, []);
        desk.After = (_, _, events) =>
        {
            foreach (var happened in events)
                replica.Apply(happened);
            AssertSame(desk.Pool, replica, desk.Now);
        };
    });

    [Fact]
    public void A_condensed_state_is_the_same_state() => InEveryStory(desk =>
        desk.After = (_, _, _) => AssertSame(desk.Pool, Chronicle.Replay(desk.Pool, desk.Pool.Condense()), desk.Now));

    [Fact]
    public void The_counts_are_those_of_a_recount() => InEveryStory(desk =>
        desk.After = (_, _, _) => Recount.AssertAgrees(desk.Pool, desk.Now));

    [Fact]
    public void No_grant_takes_a_line_above_its_count_and_overdraft_unless_a_lapsed_lease_comes_back() => InEveryStory(desk =>
    {
        var replica = Chronicle.Replay(desk.Pool, []);
        desk.After = (_, _, events) =>
        {
            foreach (var happened in events)
            {
                var before = replica.LineViews(desk.Now).ToDictionary(view => view.Line.Id);
                replica.Apply(happened);
                if (happened is PoolEvent.LeaseMoved or PoolEvent.LeaseGranted { Kind: not GrantKind.ResumedLate })
                    AssertWithinLimits(replica, before, desk.Now, allowOverdraft: happened is PoolEvent.LeaseGranted);
            }
        };
    });

    [Fact]
    public void Nobody_is_seated_on_a_line_that_somebody_in_front_waits_for() => InEveryStory(desk =>
    {
        var replica = Chronicle.Replay(desk.Pool, []);
        desk.After = (command, _, events) =>
        {
            foreach (var happened in events)
            {
                var before = Chronicle.Replay(replica, replica.Condense());
                replica.Apply(happened);
                if (happened is PoolEvent.LeaseGranted { Kind: not GrantKind.ResumedLate } granted)
                    Fairness.AssertNobodyIsPassed(before, replica, granted, command, desk.Now);
            }
        };
    });

    [Fact]
    public void At_rest_nobody_waits_for_seats_that_are_there() => InEveryStory(desk =>
        desk.After = (_, _, _) =>
        {
            var events = new List<PoolEvent>();
            desk.Pool.Execute(new Settle(), desk.Now, events);
            Assert.Empty(events);
            Fairness.AssertFirstCannotBeSeated(desk.Pool, desk.Now);
            Fairness.AssertNobodyCouldJoin(desk.Pool, desk.Now);
        });

    [Fact]
    public void Nothing_happens_before_it_is_due_and_what_is_due_happens() => InEveryStory(desk =>
        desk.After = (_, _, _) =>
        {
            Assert.False(desk.Pool.NextDue <= desk.Now, "at rest, but due");
            var events = new List<PoolEvent>();
            var twin = Chronicle.Replay(desk.Pool, desk.Pool.Condense());
            twin.AdoptPresence(desk.Pool);
            twin.Execute(new Settle(), desk.Now, []);
            if (twin.NextDue is not { } due)
                return;

            twin.Execute(new Settle(), due - Spans.Tick, events);
            Assert.Empty(events);
            twin.Execute(new Settle(), due, events);
            Assert.True(events.Count > 0 || twin.NextDue != due, "the pool woke up for nothing and would again");
        });

    [Fact]
    public void The_same_request_again_gets_the_same_answer() => InEveryStory(desk =>
        desk.After = (command, reply, happened) =>
        {
            if (command is not Checkout asked || IsNews(reply, asked.Lease, happened))
                return;
            var events = new List<PoolEvent>();
            var again = desk.Pool.Execute(command, desk.Now, events);
            Assert.Empty(events);
            Assert.Equal(AnswerOf(reply), AnswerOf(again));
        });

    [Fact]
    public void Leases_are_marked_above_the_count_when_and_only_when_a_line_is() => InEveryStory(desk =>
        desk.After = (_, _, _) =>
            Assert.Equal(desk.Pool.Count(desk.Now).Overdraft > 0, desk.Pool.Leases().Any(lease => lease.Overdraft)));

    /// <summary>
    /// Also when the client asked for a shorter life meanwhile: it may not have heard the answer. Excused are leases whose
    /// client went, and those of which an administrator changed the lines, after the promise.
    /// </summary>
    [Fact]
    public void What_a_heartbeat_promises_is_kept() => InEveryStory(desk =>
    {
        var promises = new Dictionary<LeaseId, DateTimeOffset>();
        desk.Before = command =>
        {
            foreach (var granted in Recount.Live(desk.Pool).Where(granted => !granted.Detached))
            {
                var cell = desk.Pool.PresenceOf(granted.Lease)!;
                if (cell.LastSeen == desk.Now)
                    promises[granted.Lease] = Later(Earlier(desk.Now + granted.Ttl, cell.EndsAt), promises.GetValueOrDefault(granted.Lease));
            }

            if (command is SetLines)
                promises.Clear();
            if (command is Disconnect { Lease: var gone })
                promises.Remove(gone);
        };
        desk.After = (_, _, events) =>
        {
            foreach (var ended in events.OfType<PoolEvent.LeaseEnded>())
            {
                if (ended.Reason is not (EndReason.Returned or EndReason.Revoked) && promises.TryGetValue(ended.Lease, out var promised))
                    Assert.True(ended.At >= promised, $"promised until {promised}, ended at {ended.At}");
                promises.Remove(ended.Lease);
            }
        };
    });

    /// <summary>From one seed, so that a rare event that a run does not meet is no failure.</summary>
    [Fact]
    public void The_stories_see_every_kind_of_event_and_reason()
    {
        var seen = new HashSet<object>();
        InEveryStory(desk => desk.After = (_, _, events) =>
        {
            foreach (var happened in events)
            {
                seen.Add(happened.GetType());
                seen.Add(ReasonOf(happened));
            }
        }, Config.QuickThrowOnFailure.WithMaxTest(StoriesDefault).WithReplay(new Replay(new Rnd(2026, 1), null)));

        Assert.All(typeof(PoolEvent).GetNestedTypes(), kind => Assert.Contains(kind, seen));
        Assert.All(Enum.GetValues<EndReason>(), reason => Assert.Contains(reason, seen));
        Assert.All(Enum.GetValues<WaitEndReason>(), reason => Assert.Contains(reason, seen));
        Assert.All(Enum.GetValues<DenialReason>(), reason => Assert.Contains(reason, seen));
        Assert.All(Enum.GetValues<GrantKind>(), kind => Assert.Contains(kind, seen));
    }

    private static object ReasonOf(PoolEvent happened) => happened switch
    {
        PoolEvent.LeaseEnded ended => ended.Reason,
        PoolEvent.WaitEnded ended => ended.Reason,
        PoolEvent.CheckoutDenied denied => denied.Reason,
        PoolEvent.LeaseGranted granted => granted.Kind,
        _ => happened.GetType(),
    };

    /// <summary>Who comes back may be seated from the queue, or be moved to another line, right after the answer.</summary>
    private static bool IsNews(Reply reply, LeaseId lease, IReadOnlyList<PoolEvent> happened) =>
        (reply is Reply.Queued && happened.Any(next => next is PoolEvent.LeaseGranted granted && granted.Lease == lease))
        || (reply is Reply.Granted && happened.Any(next => next is PoolEvent.LeaseMoved moved && moved.Lease == lease));

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static object AnswerOf(Reply reply) => reply is Reply.Denied denied ? denied.Denial.Reason : reply;

    private static void InEveryStory(Action<RandomDesk> watch, Config? config = null) =>
        Prop.ForAll(RandomMove.Stories, story =>
        {
            var desk = new RandomDesk();
            watch(desk);
            desk.Play(story);
        }).Check(config ?? Config.QuickThrowOnFailure.WithMaxTest(Stories));

    private static void AssertSame(Pool expected, Pool actual, DateTimeOffset now)
    {
        Assert.Equal(Chronicle.Of(expected), Chronicle.Of(actual));
        Assert.Equal(expected.Count(now), actual.Count(now));
        TellSigns(expected, actual);
        Assert.Equal(expected.Leases(), actual.Leases());
        Assert.Equal(expected.Queue(), actual.Queue());
        Assert.Equal(expected.LineViews(now), actual.LineViews(now));
        Assert.Equal(expected.LeaseCount, actual.LeaseCount);
    }

    /// <summary>Signs of life are an input and no state: until when a lease is good depends on them.</summary>
    private static void TellSigns(Pool from, Pool to)
    {
        foreach (var lease in from.Leases())
            to.PresenceOf(lease.Lease)?.Seen(from.PresenceOf(lease.Lease)!.LastSeen);
    }

    private static void AssertWithinLimits(
        Pool pool, Dictionary<string, LineView> before, DateTimeOffset now, bool allowOverdraft)
    {
        foreach (var view in pool.LineViews(now))
        {
            if (view.Used > before.GetValueOrDefault(view.Line.Id)?.Used)
                Assert.InRange(view.Used, 0, view.Line.Seats + (allowOverdraft ? view.Line.Overdraft : 0));
        }
    }
}
