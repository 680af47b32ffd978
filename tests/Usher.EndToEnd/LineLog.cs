namespace Usher.EndToEnd;

/// <summary>Everything that a process says on one stream, line by line, and who waits for a line of it.</summary>
internal sealed class LineLog
{
    private readonly Lock gate = new();
    private readonly List<string> lines = [];
    private readonly List<(string Text, TaskCompletionSource<string> Found)> waiters = [];
    private readonly Task whole;
    private bool hasEnded;

    public LineLog(StreamReader reader) => whole = ReadAsync(reader);

    /// <summary>All of it, once the stream has ended.</summary>
    public async Task<string> WholeAsync()
    {
        await whole;
        return Soon();
    }

    /// <summary>What there is by now.</summary>
    public string Soon()
    {
        lock (gate)
            return string.Concat(lines.Select(line => line + "\n"));
    }

    /// <summary>How many lines there are by now: where to look for what comes later.</summary>
    public int Mark()
    {
        lock (gate)
            return lines.Count;
    }

    /// <summary>The first line with a text in it, from a mark on; waits for it.</summary>
    public Task<string> LineAsync(string text, int mark = 0)
    {
        lock (gate)
        {
            if (lines.Skip(mark).FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal)) is { } line)
                return Task.FromResult(line);
            if (hasEnded)
                return Task.FromException<string>(Never(text));
            var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            waiters.Add((text, found));
            return found.Task;
        }
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
            Take(line);
        lock (gate)
        {
            hasEnded = true;
            foreach (var (text, found) in waiters)
                found.TrySetException(Never(text));
        }
    }

    private void Take(string line)
    {
        lock (gate)
        {
            lines.Add(line);
            foreach (var waiter in waiters.Where(waiter => line.Contains(waiter.Text, StringComparison.Ordinal)).ToList())
            {
                waiters.Remove(waiter);
                waiter.Found.SetResult(line);
            }
        }
    }

    private InvalidOperationException Never(string text) => new($"'{text}' never came; what came: {Soon()}");
}
