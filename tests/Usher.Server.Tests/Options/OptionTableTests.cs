using System.Globalization;
using Usher.Server.Options;

namespace Usher.Server.Tests.Options;

public sealed class OptionTableTests
{
    private static readonly ServerOptions Defaults = new() { DataFolder = "d" };

    [Fact]
    public void Every_default_is_in_its_range() => Assert.All(
        OptionTable.All, entry => Assert.NotNull(entry.TrySet(Defaults, [entry.Show(Defaults)])));

    /// <summary>At the limit it passes; one beyond, it does not.</summary>
    [Fact]
    public void Every_range_of_numbers_ends_where_it_says()
    {
        var checkedCount = 0;
        foreach (var entry in OptionTable.All.Where(entry => entry.Range.Split(" to ") is [var low, _] && int.TryParse(low, out _)))
        {
            if (entry.Range.Split(" to ")[1].Contains(' ', StringComparison.Ordinal))
                continue;
            var (min, max) = (Number(entry.Range, 0), Number(entry.Range, 1));
            Assert.NotNull(entry.TrySet(Defaults, [$"{min}"]));
            Assert.NotNull(entry.TrySet(Defaults, [$"{max}"]));
            Assert.Null(entry.TrySet(Defaults, [$"{min - 1}"]));
            Assert.Null(entry.TrySet(Defaults, [$"{max + 1}"]));
            checkedCount++;
        }

        Assert.Equal(24, checkedCount);
    }

    [Fact]
    public void Every_range_of_time_ends_where_it_says()
    {
        var tick = TimeSpan.FromMilliseconds(1);
        var checkedCount = 0;
        foreach (var entry in OptionTable.All)
        {
            if (entry.Range.Split(" to ") is not [var low, var high]
                || !DurationText.TryParse(low, out var min) || !DurationText.TryParse(high, out var max))
                continue;
            Assert.NotNull(entry.TrySet(Defaults, [low]));
            Assert.NotNull(entry.TrySet(Defaults, [high]));
            Assert.Null(entry.TrySet(Defaults, [$"{(max + tick).TotalMilliseconds}ms"]));
            if (min > TimeSpan.Zero)
                Assert.Null(entry.TrySet(Defaults, [$"{(min - tick).TotalMilliseconds}ms"]));
            checkedCount++;
        }

        Assert.Equal(23, checkedCount);
    }

    [Fact]
    public void The_page_names_every_option_with_its_default_and_its_range()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryRoot(), "docs", "configuration.md"));
        foreach (var entry in OptionTable.All)
        {
            var value = entry.Show(Defaults) is { Length: > 0 } text ? $"`{text}`" : "none";
            Assert.Contains($"| `{entry.Key}` | {value} | {entry.Range} |", page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("30s", 30)]
    [InlineData("15m", 900)]
    [InlineData("2h", 7200)]
    [InlineData("7d", 604800)]
    [InlineData("00:15:00", 900)]
    [InlineData("1.00:00:00", 86400)]
    [InlineData("0s", 0)]
    public void A_time_span_has_a_unit(string text, double seconds)
    {
        Assert.True(DurationText.TryParse(text, out var value));
        Assert.Equal(seconds, value.TotalSeconds);
        Assert.True(DurationText.TryParse(DurationText.Show(value), out var again));
        Assert.Equal(value, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("s")]
    [InlineData("-5s")]
    [InlineData("1.5h")]
    [InlineData("5 s")]
    [InlineData("99999999999d")]
    [InlineData("3654d")]
    [InlineData("-00:00:01")]
    public void Anything_else_is_no_time_span(string text) => Assert.False(DurationText.TryParse(text, out _));

    private static long Number(string range, int part) => long.Parse(range.Split(" to ")[part], CultureInfo.InvariantCulture);

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Usher.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the repository was not found");
        return folder;
    }
}
