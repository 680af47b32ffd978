using Usher.Server.Lanes;
using Usher.Server.Tests.Hosting;

namespace Usher.Server.Tests.Lanes;

public sealed class LaneQuestionTests
{
    private const int QuestionFault = 2015;

    [Fact]
    public async Task A_fault_in_a_question_refuses_that_question_is_logged_and_leaves_the_lane_alone()
    {
        using var log = new LogTap(QuestionFault);
        await using var scenario = await new DeskScenario(logs: log).StartAsync();
        var lane = scenario.Desk.Find(DeskScenario.Cad.ToString(), out _)!.Lane;

        var refused = await Assert.ThrowsAsync<DeskRefusedException>(() => scenario.Desk.Ask(lane, new Stumbling()));

        Assert.Equal(Refusal.InternalFault, refused.Refusal);
        Assert.IsType<DivideByZeroException>(await log.Logged);
        Assert.Contains(nameof(Stumbling), log.Text, StringComparison.Ordinal);
        Assert.Null(scenario.Desk.JournalFault);
        Assert.Empty((await scenario.Desk.WhoAsync(DeskScenario.Cad, 0, 10, TestContext.Current.CancellationToken)).Rows);
    }

    private sealed class Stumbling : LaneQuestion<int>
    {
        protected override int Look() => throw new DivideByZeroException();
    }
}
