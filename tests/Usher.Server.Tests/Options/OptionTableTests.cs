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
    [InlineData("1500ms", 1.5)]
    [InlineData(" 1m30s ", 90)]
    [InlineData("00:15:00", 900)]
    [InlineData("1.00:00:00", 86400)]
    public void A_time_span_has_units_or_is_written_as_a_clock_shows_it(string text, double seconds)
    {
        Assert.True(OptionKinds.Duration(TimeSpan.Zero, DurationText.Max).Read([text], out var value));
        Assert.Equal(seconds, value.TotalSeconds);
    }

    [Theory]
    [InlineData("-00:00:01")]
    [InlineData("1:2:3:4:5")]
    [InlineData("15")]
    [InlineData("")]
    public void Anything_else_is_no_time_span(string text) =>
        Assert.False(OptionKinds.Duration(TimeSpan.Zero, DurationText.Max).Read([text], out _));

    private static long Number(string range, int part) => long.Parse(range.Split(" to ")[part], CultureInfo.InvariantCulture);

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Usher.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the repository was not found");
        return folder;
    }
}
