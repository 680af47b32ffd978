using Usher.Server.Networks;

namespace Usher.Server.Tests.Networks;

public sealed class DescriptorBudgetTests
{
    [Theory]
    [InlineData(1_024, 160, 736, 588, 84)]
    [InlineData(65_536, 160, 65_248, 20_000, 2_000)]
    [InlineData(int.MaxValue, 0, int.MaxValue - DescriptorBudget.Kept, 20_000, 2_000)]
    [InlineData(100, 160, 16, 7, 1)]
    public void Connections_get_what_is_left_and_no_more_than_is_wanted(int descriptors, int inUse, int atOnce, int seats, int management)
    {
        var budget = new DescriptorBudget(descriptors, inUse);

        Assert.Equal((atOnce, seats, management), (budget.AtOnce, budget.ForSeats(20_000), budget.ForManagement(2_000)));
        Assert.True(seats + management < atOnce, "who is turned away needs a descriptor too");
    }

    [Fact]
    public void A_process_on_Linux_has_some_and_may_have_more()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux tells");
        var budget = DescriptorBudget.OfThisProcess();
        Assert.InRange(budget.InUse, 3, budget.Descriptors);
    }
}
