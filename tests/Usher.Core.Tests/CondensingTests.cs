using FsCheck;
using FsCheck.Fluent;

namespace Usher.Core.Tests;

/// <summary>A pool's state is told bit by bit while the pool goes on, and is that of the instant at which it began.</summary>
public sealed class CondensingTests
{
    private static readonly Arbitrary<int[]> Paces = Arb.From(
        from count in Gen.Choose(1, 12)
        from paces in Gen.Choose(0, 6).ArrayOf(count)
        select paces);

    [Fact]
    public void Whatever_happens_meanwhile_the_state_of_the_beginning_is_told_and_leads_with_the_later_events_to_the_present() =>
        Prop.ForAll(RandomMove.Stories, Paces, (story, paces) =>
        {
            var desk = new RandomDesk();
            var witness = new CondensingWitness(desk.Pool, paces);
            desk.After = (_, _, events) => witness.Step(events);
            desk.Play(story);
            witness.Finish();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(600));

    [Fact]
    public void A_lease_that_ends_before_it_was_told_is_told_as_it_was()
    {
        var desk = new DeskScenario(3);
        desk.Try("ada");
        desk.Try("bob");
        var (before, told, condensing) = Begin(desk);

        desk.CheckIn("bob");
        desk.CheckIn("ada");

        AssertTold(before, told, condensing);
    }

    [Fact]
    public void A_lease_that_changes_twice_before_it_was_told_is_told_as_it_was_first()
    {
        var desk = new DeskScenario(3);
        desk.Try("ada");
        desk.Try("bob");
        var (before, told, condensing) = Begin(desk);

        desk.Disconnect("bob");
        desk.CheckIn("bob");

        AssertTold(before, told, condensing);
    }

    [Fact]
    public void Who_is_above_the_count_no_more_because_another_returned_a_seat_is_told_as_above_it()
    {
        var desk = new DeskScenario(null, DeskScenario.Line("A", 1) with { Overdraft = 1 });
        desk.Try("ada");
        desk.Try("bob");
        var (before, told, condensing) = Begin(desk);

        desk.CheckIn("ada");

        Assert.Contains(before, happened => happened is PoolEvent.LeaseGranted { Overdraft: true });
        AssertTold(before, told, condensing);
    }

    [Fact]
    public void Who_moves_from_a_withdrawn_line_is_told_as_one_who_draws_from_it()
    {
        var desk = new DeskScenario(null, DeskScenario.Line("A", 2));
        desk.Try("ada");
        desk.Try("bob");
        desk.SetLines(DeskScenario.Line("B", 1));
        var (before, told, condensing) = Begin(desk);

        desk.CheckIn("ada");
        desk.Advance(Spans.Minutes(9));

        Assert.Equal("B:1", desk.DrawsOf("bob"));
        AssertTold(before, told, condensing);
    }

    [Fact]
    public void New_lines_change_every_lease_so_all_that_is_left_is_told_first()
    {
        var desk = new DeskScenario(2);
        desk.Try("ada");
        desk.Try("bob");
        var (before, told, condensing) = Begin(desk);

        desk.SetLines(DeskScenario.Line("B", 1));

        Assert.True(condensing.IsDone);
        Assert.Equal(Chronicle.Of(before), Chronicle.Of(told));
    }

    [Fact]
    public void A_bit_is_of_so_many_events_and_the_rest_of_a_lease()
    {
        var desk = new DeskScenario(2);
        desk.Try("ada");
        desk.Disconnect("ada");
        desk.Try("bob");
        var (_, told, condensing) = Begin(desk);

        // The lines; then a grant, and that it lingers; then a grant.
        var bits = new List<int>();
        while (!condensing.IsDone)
        {
            condensing.TakeNext(1);
            bits.Add(told.Count);
        }

        Assert.Equal([1, 3, 4, 4], bits);
        Assert.Equal(4, condensing.Told);
    }

    [Fact]
    public void There_is_one_at_a_time_and_another_after_it()
    {
        var desk = new DeskScenario(1);
        var (_, _, condensing) = Begin(desk);

        Assert.Throws<InvalidOperationException>(() => desk.Pool.BeginCondense(_ => { }));

        condensing.TakeNext(int.MaxValue);
        desk.Pool.BeginCondense(_ => { });
    }

    private static (IReadOnlyList<PoolEvent> Before, List<PoolEvent> Told, Condensing Condensing) Begin(DeskScenario desk)
    {
        var told = new List<PoolEvent>();
        return (desk.Pool.Condense(), told, desk.Pool.BeginCondense(told.Add));
    }

    private static void AssertTold(IReadOnlyList<PoolEvent> before, List<PoolEvent> told, Condensing condensing)
    {
        condensing.TakeNext(int.MaxValue);
        Assert.True(condensing.IsDone);
        Assert.Equal(Chronicle.Of(before), Chronicle.Of(told));
    }
}
