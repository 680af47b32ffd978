namespace Usher.Transcripts;

public sealed class LinePatternTests
{
    private const string Hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [Theory]
    [InlineData("plain (text) [x] *", "plain (text) [x] *")]
    [InlineData("a [..] z", "a b c z")]
    [InlineData("[..]", "")]
    [InlineData("lease [id]", "lease 3f2504e0-4f89-11d3-9a0c-0305e82c3301")]
    [InlineData("[hex64]", Hash)]
    [InlineData("until [time]", "until 2027-12-31T23:59:59.123Z")]
    [InlineData("at [time]", "at 14:05:00Z")]
    [InlineData("[..]:[port]", "127.0.0.1:1203")]
    [InlineData("in '[path]'.", "in '/tmp/usher-1/work'.")]
    [InlineData("[n] of [n] ms", "3 of 1,203.5 ms")]
    public void A_placeholder_matches_its_shape(string pattern, string line) => Assert.True(LinePattern.Matches(pattern, line));

    [Theory]
    [InlineData("plain", "plain ")]
    [InlineData("a.c", "abc")]
    [InlineData("a [..] z", "a b c")]
    [InlineData("lease [id]", "lease none")]
    [InlineData("[hex64]", Hash + "0")]
    [InlineData("[hex64]", "E3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("until [time]", "until tomorrow")]
    [InlineData("[port]", "0")]
    [InlineData("[port]", "120345")]
    [InlineData("[path]", "relative/path")]
    [InlineData("[n]", "three")]
    [InlineData("[N]", "3")]
    public void A_placeholder_matches_nothing_else(string pattern, string line) => Assert.False(LinePattern.Matches(pattern, line));
}
