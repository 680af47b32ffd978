namespace Usher.Transcripts;

/// <summary>A transcript beside what happened when it ran.</summary>
internal sealed class Comparison(Transcript transcript, IReadOnlyList<Ran> ran)
{
    private readonly List<(Block Block, Ran Ran, Alignment Alignment)> _blocks =
        [.. transcript.Blocks.Zip(ran, (block, did) => (block, did, new Alignment(block.Output, did.Output)))];

    public bool IsMatch => ran.Count == transcript.Blocks.Count && _blocks.TrueForAll(Agrees);

    /// <summary>Whether every command ran to its end, so that the transcript may be rewritten.</summary>
    public bool IsComplete => ran.Count == transcript.Blocks.Count && ran.All(did => did.ExitCode is not null);

    public Transcript Updated => transcript with
    {
        Blocks = [.. _blocks.Select(one => one.Block with { Output = [.. one.Alignment.Updated], ExitCode = one.Ran.ExitCode ?? 0 })],
    };

    /// <summary>A unified diff of the blocks that disagree, headed by the file's name.</summary>
    public string Diff(string name) => string.Join('\n',
        [$"--- {name}, expected", $"+++ {name}, actual", .. _blocks.Where(one => !Agrees(one)).SelectMany(Hunk), .. Unrun()]);

    private static bool Agrees((Block Block, Ran Ran, Alignment Alignment) one) =>
        one.Alignment.IsMatch && one.Ran.ExitCode == one.Block.ExitCode;

    private static IEnumerable<string> Hunk((Block Block, Ran Ran, Alignment Alignment) one)
    {
        string[] exit = one.Ran.ExitCode == one.Block.ExitCode
            ? []
            : [$"-? {one.Block.ExitCode}", one.Ran.ExitCode is { } code ? $"+? {code}" : "+(the session ended, or ran out of time, in this command)"];
        return [$"@@ line {one.Block.Line} @@", $" $ {one.Block.Command.ReplaceLineEndings("\n > ")}", .. one.Alignment.Diff, .. exit];
    }

    private IEnumerable<string> Unrun() => transcript.Blocks.Skip(ran.Count).Select(block => $"(line {block.Line} never ran: $ {block.Command})");
}
