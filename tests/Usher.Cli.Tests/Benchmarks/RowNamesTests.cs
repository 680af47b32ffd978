using Usher.Bench;

namespace Usher.Cli.Tests.Benchmarks;

public sealed class RowNamesTests
{
    private static readonly BenchSettings Settings = new() { UsherPath = "usher", WorkFolder = "/" };

    [Theory]
    [InlineData("checkout")]
    [InlineData("RENEW 50x16")]
    [InlineData("redis")]
    [InlineData("http")]
    [InlineData("seats")]
    [InlineData("heartbeats")]
    [InlineData("version")]
    public void A_word_is_in_the_name_of_a_row_whatever_its_case(string word) =>
        Assert.Empty(RowNames.Unmatched(Settings with { Only = [word] }));

    [Fact]
    public void Each_word_that_is_in_no_name_is_told() =>
        Assert.Equal(["nothing", "nowhere"], RowNames.Unmatched(Settings with { Only = ["nothing", "checkout", "nowhere"] }));

    [Fact]
    public void Rows_that_a_run_does_not_have_are_in_no_name()
    {
        Assert.Single(RowNames.Unmatched(Settings with { Only = ["connectionless"] }));
        Assert.Empty(RowNames.Unmatched(Settings with { Only = ["connectionless"], Leases = 1 }));
        Assert.Empty(RowNames.Unmatched(Settings with { Only = ["soak"], Soak = TimeSpan.FromMinutes(1) }));
        Assert.Single(RowNames.Unmatched(Settings with { Only = ["heartbeats"], Server = "localhost:1203" }));
        Assert.Single(RowNames.Unmatched(Settings.ForBudgets() with { Only = ["renew"] }));
        Assert.Empty(RowNames.Unmatched(Settings.ForBudgets() with { Only = ["checkout"] }));
    }
}
