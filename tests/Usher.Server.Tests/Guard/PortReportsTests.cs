using Usher.Ports;
using Usher.Server.Guard;

namespace Usher.Server.Tests.Guard;

/// <summary>What of all that changes is told.</summary>
public sealed class PortReportsTests
{
    private readonly PortReports _rules = new();

    [Theory]
    [InlineData(Verdict.Expected, 0)]
    [InlineData(Verdict.Other, 0)]
    [InlineData(Verdict.Silent, 0)]
    [InlineData(Verdict.Exposed, 1)]
    [InlineData(Verdict.Unexpected, 1)]
    [InlineData(Verdict.Conflict, 1)]
    [InlineData(Verdict.Impostor, 1)]
    public void At_the_start_only_what_somebody_should_look_at_is_news(Verdict verdict, int reports) =>
        Assert.Equal(reports, _rules.Of([Some.Appeared(verdict)], isFirstLook: true).Count);

    [Theory]
    [InlineData(Verdict.Expected, false)]
    [InlineData(Verdict.Other, false)]
    [InlineData(Verdict.Silent, true)]
    [InlineData(Verdict.Exposed, true)]
    [InlineData(Verdict.Impostor, true)]
    public void Later_every_change_is_news_and_the_verdict_says_how_bad(Verdict verdict, bool needsAttention) =>
        Assert.Equal(needsAttention, Assert.Single(_rules.Of([Some.Appeared(verdict)], isFirstLook: false)).NeedsAttention);

    [Fact]
    public void One_who_replaced_another_is_told_with_the_other()
    {
        var (before, now) = (Some.Listener("127.0.0.1:27000", "lmgrd"), Some.Listener("127.0.0.1:27000", "nc", pid: 7));
        var report = Assert.Single(_rules.Of(
            [(new PortChange.Replaced(Some.Noon, now, before), new Judgement(now, Verdict.Unexpected, "why"))], isFirstLook: false));
        Assert.Equal(("replaced", "lmgrd (pid 100, user flex)"), (report.Change, report.Before));
    }

    [Fact]
    public void One_who_left_is_told_and_needs_nobody()
    {
        var gone = Some.Listener("127.0.0.1:27000");
        var report = Assert.Single(_rules.Of([(new PortChange.Gone(Some.Noon, gone), new Judgement(gone, Verdict.Impostor, "gone"))], isFirstLook: false));
        Assert.Equal(("gone", false), (report.Change, report.NeedsAttention));
    }

    [Fact]
    public void A_neighbour_that_comes_and_goes_is_held_back_until_the_window_is_over()
    {
        var budget = new ReportBudget();
        for (var i = 0; i < ReportBudget.SameMax; i++)
            Assert.True(budget.Allows(Some.Report()));
        Assert.False(budget.Allows(Some.Report()));

        Assert.False(budget.Allows(Some.Report(at: Some.Noon + ReportBudget.Window - TimeSpan.FromTicks(1))));
        Assert.True(budget.Allows(Some.Report(at: Some.Noon + ReportBudget.Window)));
    }

    /// <summary>Else somebody could open and close a port until nobody listens, and then put an impostor there.</summary>
    [Fact]
    public void A_worse_verdict_at_a_place_that_is_held_back_is_told()
    {
        var budget = new ReportBudget();
        for (var i = 0; i <= ReportBudget.SameMax; i++)
            budget.Allows(Some.Report(verdict: Verdict.Expected));
        Assert.True(budget.Allows(Some.Report(verdict: Verdict.Impostor)));
    }

    [Fact]
    public void All_places_together_are_told_so_often_and_no_more()
    {
        var seen = Enumerable.Range(1, ReportBudget.ReportsMax + 1).Select(port => Some.Appeared(Verdict.Unexpected, $"127.0.0.1:{port}")).ToList();
        Assert.Equal(ReportBudget.ReportsMax, _rules.Of(seen, isFirstLook: false).Count);
        Assert.Equal(1, _rules.HeldBack);
    }
}
