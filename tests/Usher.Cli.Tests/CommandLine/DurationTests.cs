using Usher.Cli.CommandLine;

namespace Usher.Cli.Tests.CommandLine;

public sealed class DurationTests
{
    [Theory]
    [InlineData(0, "0s")]
    [InlineData(-5, "0s")]
    [InlineData(59.6, "1m")]
    [InlineData(61, "1m 1s")]
    [InlineData(3600, "1h")]
    [InlineData(5430, "1h 30m")]
    [InlineData(90000, "1d 1h")]
    public void People_read_the_two_largest_units(double seconds, string text) =>
        Assert.Equal(text, Duration.Short(TimeSpan.FromSeconds(seconds)));
}
