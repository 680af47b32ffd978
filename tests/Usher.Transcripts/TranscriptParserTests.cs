namespace Usher.Transcripts;

public sealed class TranscriptParserTests
{
    private const string Text = """
        # What it is about.

        $ cat <<X
        > one
        >
        > X
        one

        # Why.
        $ false
        \$ not a command
        \\ not an escape

        last
        ? 3
        # End.

        """;

    [Fact]
    public void A_transcript_is_read_block_by_block()
    {
        var blocks = Transcript.Parse(Text).Blocks;
        Assert.Equal(["cat <<X\none\n\nX", "false"], blocks.Select(block => block.Command));
        Assert.Equal([3, 10], blocks.Select(block => block.Line));
        Assert.Equal([0, 3], blocks.Select(block => block.ExitCode));
        Assert.Equal(["one"], blocks[0].Output);
        Assert.Equal(["$ not a command", "\\ not an escape", "", "last"], blocks[1].Output);
    }

    [Fact]
    public void Written_again_it_is_the_same_text() => Assert.Equal(Text, Transcript.Parse(Text).ToString());

    [Theory]
    [InlineData("output without a command")]
    [InlineData("$ true\n? 0")]
    [InlineData("$ true\n? many")]
    [InlineData("$ true\n? 256")]
    public void What_makes_no_sense_is_refused(string text) => Assert.Throws<FormatException>(() => Transcript.Parse(text));
}
