namespace Usher.Transcripts;

/// <summary>Every file under transcripts/ is one test.</summary>
public sealed class TranscriptTests
{
    /// <summary>Rewrites the files from what happens, when set to 1. The tests still fail, so that nobody rewrites unseen.</summary>
    private const string UpdateVariable = "USHER_TRANSCRIPTS_UPDATE";

    /// <summary>For one transcript.</summary>
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);

    public static TheoryData<string> Files => new(All().Where(path => path.EndsWith(".txt", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_session_goes_as_written(string file)
    {
        var path = Path.Combine(Repository.Transcripts, file);
        var transcript = Transcript.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        var comparison = await CompareAsync(transcript);
        if (comparison.IsMatch)
            return;

        var hint = "to accept what it does now: USHER_TRANSCRIPTS_UPDATE=1 ./test transcripts, then read the diff";
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1" && comparison.IsComplete)
        {
            await File.WriteAllTextAsync(path, comparison.Updated.ToString(), TestContext.Current.CancellationToken);
            hint = "rewritten; read the diff, then run again";
        }

        Assert.Fail($"{comparison.Diff(file)}\n{hint}{MissingExecutable()}");
    }

    [Fact]
    public void Every_file_beside_them_is_a_transcript_with_a_command() => Assert.All(All(), file =>
    {
        Assert.EndsWith(".txt", file, StringComparison.Ordinal);
        Assert.NotEmpty(Transcript.Parse(File.ReadAllText(Path.Combine(Repository.Transcripts, file))).Blocks);
    });

    internal static async Task<Comparison> CompareAsync(Transcript transcript, TimeSpan? limit = null)
    {
        using var session = new Session();
        var commands = transcript.Blocks.Select(block => block.Command).ToList();
        return new(transcript, await session.RunAsync(commands, limit ?? _limit, TestContext.Current.CancellationToken));
    }

    private static string MissingExecutable() => File.Exists(Path.Combine(Repository.Executables, "usher"))
        ? ""
        : "\nthere is no artifacts/usher/usher; USHER_BUILD_ONLY=1 ./usher makes it";

    private static IEnumerable<string> All() => Directory.EnumerateFiles(Repository.Transcripts, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Repository.Transcripts, path)).Order(StringComparer.Ordinal);
}
