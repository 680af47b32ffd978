using FsCheck;
using FsCheck.Fluent;

namespace Usher.Core.Tests;

/// <summary>How versions are read and compared.</summary>
public sealed class FeatureVersionTests
{
    private static readonly Arbitrary<FeatureVersion> Versions = (
        from count in Gen.Choose(0, FeatureVersion.PartsMax)
        from parts in Gen.Choose(0, 3).ArrayOf(count)
        select FeatureVersion.Parse(string.Join('.', parts))).ToArbitrary();

    [Theory]
    [InlineData("2.9", "2.10")]
    [InlineData("1.99", "2")]
    [InlineData("2", "2.0.0.1")]
    [InlineData("0", "0.0.1")]
    [InlineData("999999998", "999999999")]
    public void Numbers_are_compared_one_by_one(string lower, string higher)
    {
        Assert.True(FeatureVersion.Parse(lower) < FeatureVersion.Parse(higher));
        Assert.True(FeatureVersion.Parse(higher) > FeatureVersion.Parse(lower));
    }

    [Fact]
    public void Missing_numbers_are_zero()
    {
        Assert.Equal(FeatureVersion.Parse("2"), FeatureVersion.Parse("2.0.0.0"));
        Assert.Equal(FeatureVersion.Parse("2").GetHashCode(), FeatureVersion.Parse("2.0").GetHashCode());
        Assert.Equal(FeatureVersion.Any, FeatureVersion.Parse(""));
    }

    [Theory]
    [InlineData("2")]
    [InlineData("2.0")]
    [InlineData("2026.11.5")]
    [InlineData("1.2.3.4")]
    public void It_is_shown_as_it_was_written(string text) => Assert.Equal(text, FeatureVersion.Parse(text).ToString());

    [Fact]
    public void Any_is_shown_as_zero() => Assert.Equal("0", FeatureVersion.Any.ToString());

    [Theory]
    [InlineData("1.2.3.4")]
    [InlineData("999999999")]
    public void The_limits_are_read(string text) => Assert.True(FeatureVersion.TryParse(text, out _));

    [Theory]
    [InlineData("1.2.3.4.5")]
    [InlineData("1000000000")]
    [InlineData("0000000001")]
    [InlineData("1..2")]
    [InlineData(".1")]
    [InlineData("1.")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1,0")]
    [InlineData("v1")]
    [InlineData("٣")]
    [InlineData(null)]
    public void Anything_else_is_not(string? text)
    {
        Assert.False(FeatureVersion.TryParse(text, out _));
        if (text is not null)
            Assert.Throws<FormatException>(() => FeatureVersion.Parse(text));
    }

    [Fact]
    public void The_order_is_total() => Holds((a, b, c) =>
    {
        Assert.Equal(Math.Sign(a.CompareTo(b)), -Math.Sign(b.CompareTo(a)));
        Assert.True(!(a <= b && b <= c) || a <= c);
        Assert.True(a <= b || b <= a);
    });

    [Fact]
    public void Equality_agrees_with_the_order() => Holds((a, b, _) =>
    {
        Assert.Equal(a == b, a.CompareTo(b) == 0);
        Assert.Equal(a != b, a < b || a > b);
        Assert.Equal(a.Equals((object)b), a >= b && a <= b);
        Assert.True(a != b || a.GetHashCode() == b.GetHashCode());
    });

    [Fact]
    public void What_is_shown_is_read_back() => Holds((a, _, _) => Assert.Equal(a, FeatureVersion.Parse(a.ToString())));

    private static void Holds(Action<FeatureVersion, FeatureVersion, FeatureVersion> law) =>
        Prop.ForAll(Versions, Versions, Versions, law).QuickCheckThrowOnFailure();
}
