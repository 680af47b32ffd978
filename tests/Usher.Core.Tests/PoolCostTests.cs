namespace Usher.Core.Tests;

/// <summary>
/// The cost of a seat does not depend on how many there are. Counted in bytes, which are the same in every run; a walk over
/// the leases that allocates nothing would show in the time of the whole suite, and in <c>usher bench</c>.
/// </summary>
public sealed class PoolCostTests
{
    private const int Rounds = 2_000;

    [Fact]
    public void Taking_and_returning_a_seat_costs_the_same_in_a_pool_of_a_hundred_and_of_a_hundred_thousand()
    {
        var small = BytesPerRound(leases: 100);
        var large = BytesPerRound(leases: 100_000);

        Assert.InRange(large, small * 0.9, small * 1.1);
    }

    private static double BytesPerRound(int leases)
    {
        var desk = new DeskScenario(leases + 1, DeskScenario.CaseSettings with { RememberedMax = 100 });
        for (var i = 0; i < leases; i++)
            desk.Try($"u{i}");
        TakeAndReturn(desk);

        var before = GC.GetAllocatedBytesForCurrentThread();
        TakeAndReturn(desk);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Rounds;
    }

    private static void TakeAndReturn(DeskScenario desk)
    {
        var events = new List<PoolEvent>(4);
        for (var i = 0; i < Rounds; i++)
        {
            events.Clear();
            desk.Pool.Execute(desk.NewCheckout($"v{i}"), desk.Now, events);
            desk.Pool.Execute(new CheckIn(DeskScenario.IdOf($"v{i}"), DeskScenario.Person($"v{i}")), desk.Now, events);
            Assert.Equal(2, events.Count);
        }
    }
}
