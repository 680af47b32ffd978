using Usher.Tidy.Rules;

namespace Usher.Tidy;

public sealed class TimeTests(Repository repository) : IClassFixture<Repository>
{
    [Fact]
    public void No_test_sleeps() => Tidy.None(repository.Files.SelectMany(TimeRules.Sleeps));

    [Theory]
    [InlineData("Thread.Sleep(10);")]
    [InlineData("await Task.Delay(10);")]
    [InlineData("await Task.Delay(TimeSpan.FromSeconds(Five()), token);")]
    [InlineData("await Task.Delay(10, TimeProvider.System, token);")]
    public void A_sleep_is_found(string line) => Assert.Single(TimeRules.Sleeps(Tidy.File("tests/A/B.cs", line)));

    [Theory]
    [InlineData("tests/A/B.cs", "await Task.Delay(TimeSpan.FromSeconds(5), fakeClock, token);")]
    [InlineData("tests/A/B.cs", "await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);")]
    [InlineData("tests/Usher.EndToEnd/B.cs", "await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System);")]
    [InlineData("tests/A/B.cs", "// Thread.Sleep(10);")]
    public void A_wait_on_a_clock_passes(string path, string line) => Assert.Empty(TimeRules.Sleeps(Tidy.File(path, line)));
}
