namespace Usher.Transcripts;

public sealed class AlignmentTests
{
    [Theory]
    [InlineData("a|b", "a|b")]
    [InlineData("a|[...]|d", "a|b|c|d")]
    [InlineData("a|[...]|d", "a|d")]
    [InlineData("[...]|d", "a|d|c|d")]
    [InlineData("a|[...]", "a")]
    [InlineData("seat [n]|[...]|end", "seat 7|x|end")]
    public void Lines_that_fit_match(string expected, string actual) => Assert.True(Align(expected, actual).IsMatch);

    [Theory]
    [InlineData("a|b", "a|c", " a|-b|+c")]
    [InlineData("a|b", "a", " a|-b")]
    [InlineData("a", "a|b", " a|+b")]
    [InlineData("a|b", "b|a", "-a| b|+a")]
    [InlineData("a|[...]|d", "a|b|c", " a| [...]|-d")]
    [InlineData("seat [n]|b", "seat 7|c", " seat [n]|-b|+c")]
    public void A_mismatch_is_shown_as_a_diff(string expected, string actual, string diff)
    {
        var alignment = Align(expected, actual);
        Assert.False(alignment.IsMatch);
        Assert.Equal(diff, string.Join('|', alignment.Diff));
    }

    [Theory]
    [InlineData("seat [n]|old|[...]|end", "seat 7|new|x|end", "seat [n]|[...]|end")]
    [InlineData("seat [n]|old", "seat 7|new", "seat [n]|new")]
    [InlineData("[time] a", "noon a", "noon a")]
    public void An_update_keeps_the_placeholders_that_still_match(string expected, string actual, string updated) =>
        Assert.Equal(updated, string.Join('|', Align(expected, actual).Updated));

    private static Alignment Align(string expected, string actual) => new(expected.Split('|'), actual.Split('|'));
}
