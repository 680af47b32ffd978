using FsCheck;
using FsCheck.Fluent;
using Usher.Server.Options;

namespace Usher.Server.Tests.Options;

public sealed class DurationTextTests
{
    private static readonly long MillisecondsMax = DurationText.Max.Ticks / TimeSpan.TicksPerMillisecond;

    /// <summary>Spans of whole milliseconds up to the longest; every unit is the largest that fits now and then.</summary>
    private static readonly Gen<TimeSpan> Spans =
        from unit in Gen.Elements(1L, 1_000L, 60_000L, 3_600_000L, 86_400_000L)
        from count in Gen.OneOf(Gen.Choose(0, 100), Gen.Choose(0, int.MaxValue))
        select TimeSpan.FromMilliseconds(unit * (count % ((MillisecondsMax / unit) + 1)));

    [Fact]
    public void What_is_shown_reads_back_as_it_was() => Prop.ForAll(Spans.ToArbitrary(), span =>
        DurationText.TryParse(DurationText.Show(span), out var read) && read == span).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_unit_that_is_written_counts_once() => Prop.ForAll(Spans.ToArbitrary(), span =>
        DurationText.TryParse($"{span.Days}d{span.Hours}h{span.Minutes}m{span.Seconds}s{span.Milliseconds}ms", out var read) && read == span)
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("300ms", 0.3)]
    [InlineData("1500ms", 1.5)]
    [InlineData("1s500ms", 1.5)]
    [InlineData("1m1ms", 60.001)]
    [InlineData("90s", 90)]
    [InlineData("10m", 600)]
    [InlineData("2h", 7200)]
    [InlineData("1d", 86400)]
    [InlineData("1h30m", 5400)]
    [InlineData("1d2h3m4s", 93784)]
    [InlineData("0s", 0)]
    [InlineData("0ms", 0)]
    public void Numbers_with_units_add_up(string text, double seconds)
    {
        Assert.True(DurationText.TryParse(text, out var span));
        Assert.Equal(TimeSpan.FromMilliseconds(Math.Round(seconds * 1000)), span);
    }

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("m")]
    [InlineData("ms")]
    [InlineData("-5m")]
    [InlineData("1.5h")]
    [InlineData("10 m")]
    [InlineData(" 10m")]
    [InlineData("10M")]
    [InlineData("10Ms")]
    [InlineData("5s10")]
    [InlineData("30m1h")]
    [InlineData("500ms1s")]
    [InlineData("1h1h")]
    [InlineData("5mms")]
    [InlineData("00:15:00")]
    [InlineData("999999999d")]
    [InlineData("99999999999999999999ms")]
    [InlineData(null)]
    public void Anything_else_is_no_time(string? text) => Assert.False(DurationText.TryParse(text, out _));

    [Fact]
    public void Ten_years_and_some_days_are_the_limit_in_every_unit()
    {
        Assert.True(DurationText.TryParse("3660d", out var longest));
        Assert.Equal(DurationText.Max, longest);
        Assert.True(DurationText.TryParse($"{MillisecondsMax}ms", out var same));
        Assert.Equal(DurationText.Max, same);

        Assert.False(DurationText.TryParse("3660d1ms", out _));
        Assert.False(DurationText.TryParse($"{MillisecondsMax + 1}ms", out _));
        Assert.False(DurationText.TryParse("3661d", out _));
    }

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(0.3, "300ms")]
    [InlineData(1.5, "1500ms")]
    [InlineData(90, "90s")]
    [InlineData(5400, "90m")]
    [InlineData(86400, "1d")]
    public void The_largest_unit_without_a_fraction_is_shown(double seconds, string text) =>
        Assert.Equal(text, DurationText.Show(TimeSpan.FromMilliseconds(seconds * 1000)));
}
