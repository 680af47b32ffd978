using Usher.Server.Lanes;

namespace Usher.Server.Tests.Lanes;

/// <summary>How large a crowd must be for a batch to be decided ahead: no smaller than the one that is being written.</summary>
public sealed class LaneCrowdTests : IAsyncLifetime
{
    private readonly RecordingPeer first = new(), second = new(), third = new();
    private readonly DeskScenario scenario;
    private SlowAnswers journal = null!;

    public LaneCrowdTests() => scenario = new DeskScenario(
        journal: inner => journal = new SlowAnswers(inner), lanesAs: new LaneSettings { AheadRequestsMin = 1 });

    /// <summary>Two seats are taken in batch 1, whose answer is kept back.</summary>
    public async ValueTask InitializeAsync()
    {
        await scenario.StartAsync(seats: 10);
        journal.IsSlow = true;
        scenario.Post(first, Checkout(), Checkout());
        await journal.HandedAsync(1);
    }

    public async ValueTask DisposeAsync()
    {
        journal.LetAllGo();
        await scenario.DisposeAsync();
    }

    [Fact]
    public async Task While_two_are_being_written_one_waits_for_another_and_then_both_go_ahead()
    {
        scenario.Post(second, Checkout());
        scenario.Post(third, Checkout());
        await journal.HandedAsync(2);

        Assert.Equal(2, journal.Handed[1].Appends[0].Count);
        Assert.Equal(journal.Handed[0].Id, journal.Handed[1].After);
        Assert.False(first.HasHeard);
    }

    [Fact]
    public async Task One_that_finds_no_company_goes_when_they_are_durable()
    {
        scenario.Post(second, Checkout());
        journal.LetAllGo();

        Assert.Equal("granted 1", await second.HearAsync());
        Assert.Null(journal.Handed[1].After);
    }

    private Core.Checkout Checkout() => scenario.Checkout(scenario.NewLease());
}
