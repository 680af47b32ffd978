namespace Usher.Transcripts;

public sealed class SessionTests
{
    [Fact]
    public async Task A_wrong_line_a_wrong_code_and_a_missing_line_are_shown_with_where_they_are()
    {
        var comparison = await CompareAsync("$ echo a\nb\n\n$ true\n\n$ false\n$ true\nnever\n");
        Assert.False(comparison.IsMatch);
        Assert.Equal(
            ["--- x.txt, expected", "+++ x.txt, actual",
             "@@ line 1 @@", " $ echo a", "-b", "+a",
             "@@ line 6 @@", " $ false", "-? 0", "+? 1",
             "@@ line 7 @@", " $ true", "-never"],
            comparison.Diff("x.txt").Split('\n'));
    }

    [Fact]
    public async Task An_update_says_what_happened_and_then_matches()
    {
        var updated = (await CompareAsync("# Why.\n$ echo 7 seats; echo '$ x'; (exit 4)\n[n] seats\n")).Updated;
        Assert.Equal("# Why.\n$ echo 7 seats; echo '$ x'; (exit 4)\n[n] seats\n\\$ x\n? 4\n", updated.ToString());
        Assert.True((await TranscriptTests.CompareAsync(updated)).IsMatch);
    }

    [Fact]
    public async Task A_command_that_ends_the_session_fails_and_the_rest_never_ran()
    {
        var comparison = await CompareAsync("$ exit 0\n$ echo a\na\n");
        Assert.False(comparison.IsMatch);
        Assert.False(comparison.IsComplete);
        Assert.Contains("(line 2 never ran: $ echo a)", comparison.Diff("x.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_hangs_is_ended_at_the_limit_and_shows_what_it_wrote()
    {
        var comparison = await TranscriptTests.CompareAsync(Transcript.Parse("$ echo begun; sleep 600\nbegun\n"), TimeSpan.FromSeconds(3));
        Assert.False(comparison.IsMatch);
        Assert.Contains(" begun\n-? 0\n+(the session ended", comparison.Diff("x.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_a_session_is_left_behind()
    {
        using var session = new Session();
        var ran = await session.RunAsync(["sleep 600 & echo $!", "pwd"], TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        var sleeper = int.Parse(Assert.Single(ran[0].Output));
        var folder = Assert.Single(ran[1].Output);

        Assert.Null(ProcessSession.Of(sleeper));
        session.Dispose();
        Assert.False(Directory.Exists(folder));
    }

    private static Task<Comparison> CompareAsync(string text) => TranscriptTests.CompareAsync(Transcript.Parse(text));
}
