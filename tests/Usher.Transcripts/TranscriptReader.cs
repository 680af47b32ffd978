namespace Usher.Transcripts;

/// <summary>A position in the lines of a transcript.</summary>
internal sealed class TranscriptReader(IReadOnlyList<string> lines)
{
    private int _next;

    /// <summary>1-based number of the next line.</summary>
    public int Line => _next + 1;

    public string? Next => _next < lines.Count ? lines[_next] : null;

    public string Take() => lines[_next++];

    public List<string> TakeWhile(Func<string, bool> belongs)
    {
        var taken = new List<string>();
        while (Next is { } line && belongs(line))
            taken.Add(Take());
        return taken;
    }

    /// <summary>Lines up to the next mark; empty lines before that mark are layout and stay.</summary>
    public List<string> TakeOutput(Func<string, bool> isMark)
    {
        var output = TakeWhile(line => !isMark(line));
        while (output is [.., ""])
        {
            output.RemoveAt(output.Count - 1);
            _next--;
        }

        return output;
    }
}
