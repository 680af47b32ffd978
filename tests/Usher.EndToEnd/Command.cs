using System.Diagnostics;

namespace Usher.EndToEnd;

/// <summary>A real process of a test, and its whole tree, ended with the test.</summary>
internal sealed class Command : IAsyncDisposable
{
    /// <summary>Longest time that a test waits for a process: generous, so that a busy machine fails nothing.</summary>
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(90);

    private readonly Process process;
    private readonly LineLog error;

    private Command(Process process)
    {
        this.process = process;
        error = new LineLog(process.StandardError);
    }

    public int ProcessId => process.Id;

    public StreamWriter Input => process.StandardInput;

    public bool HasExited => process.HasExited;

    /// <summary>Starts a program with a HOME of its own, so that nothing of the machine's user plays in.</summary>
    public static Command Start(string home, string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = home,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("USHER_", StringComparison.Ordinal) || name.StartsWith("XDG_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["HOME"] = home;
        start.Environment["PATH"] = $"{Path.GetDirectoryName(Repository.Usher)}:{start.Environment["PATH"]}";
        return new Command(Process.Start(start)!);
    }

    public static Command Usher(string home, params string[] arguments) => Start(home, Repository.Usher, arguments);

    /// <summary>The next line of standard output; null at its end.</summary>
    public async Task<string?> ReadLineAsync()
    {
        using var limit = new CancellationTokenSource(WaitMax);
        return await process.StandardOutput.ReadLineAsync(limit.Token);
    }

    /// <summary>Reads lines up to the one that contains a text.</summary>
    public async Task<string> WaitForAsync(string text)
    {
        while (await ReadLineAsync() is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
                return line;
        }

        throw new InvalidOperationException($"'{text}' never came; standard error: {await error.WholeAsync()}");
    }

    /// <summary>How many lines standard error has by now: where to look for what comes later.</summary>
    public int MarkError() => error.Mark();

    /// <summary>Waits for a line of standard error with a text in it, from a mark on.</summary>
    public Task<string> WaitForErrorAsync(string text, int mark = 0) => error.LineAsync(text, mark).WaitAsync(WaitMax);

    /// <summary>Waits for the end.</summary>
    public async Task<Ended> EndAsync()
    {
        using var limit = new CancellationTokenSource(WaitMax);
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return new Ended(process.ExitCode, output, await error.WholeAsync());
    }

    /// <summary>Sends a signal, by the name that kill(1) knows.</summary>
    public Task SignalAsync(string name) => SignalAsync(process.Id, name);

    public static async Task SignalAsync(int processId, string name)
    {
        using var kill = Process.Start("kill", ["-" + name, processId.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async Task KillNineAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }
}
