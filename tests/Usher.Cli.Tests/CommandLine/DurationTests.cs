using Usher.Cli.CommandLine;

namespace Usher.Cli.Tests.CommandLine;

public sealed class DurationTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("10m", 600)]
    [InlineData("2h", 7200)]
    [InlineData("1d", 86400)]
    [InlineData("1h30m", 5400)]
    [InlineData("1d2h3m4s", 93784)]
    [InlineData("0s", 0)]
    public void Numbers_with_units_add_up(string text, int seconds)
    {
        Assert.True(Duration.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("m")]
    [InlineData("-5m")]
    [InlineData("1.5h")]
    [InlineData("10 m")]
    [InlineData("10M")]
    [InlineData("30m1h")]
    [InlineData("1h1h")]
    [InlineData("9999999999s")]
    [InlineData(null)]
    public void Anything_else_is_no_time(string? text) => Assert.False(Duration.TryParse(text, out _));

    [Fact]
    public void Ten_years_are_the_limit()
    {
        Assert.True(Duration.TryParse("3660d", out _));
        Assert.False(Duration.TryParse("3660d1s", out _));
    }

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
