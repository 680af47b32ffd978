using System.Diagnostics;

namespace Usher.Bench.Targets;

/// <summary>A process that the bench starts, waits for and ends.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopMax = TimeSpan.FromSeconds(10);
    private readonly Process process;

    private ChildProcess(Process process) => this.process = process;

    /// <summary>Its process id.</summary>
    public int Id => process.Id;

    /// <summary>Starts a program and waits for the line on standard output that says it is ready.</summary>
    public static async Task<(ChildProcess Child, string Line)> StartAsync(string file, IEnumerable<string> arguments, string readyWord)
    {
        var process = Start(file, arguments);
        using var limit = new CancellationTokenSource(StartMax);
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (!line.Contains(readyWord, StringComparison.Ordinal))
                continue;
            // Nobody may block on a full pipe later.
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            return (new ChildProcess(process), line);
        }

        throw new InvalidOperationException($"'{file}' ended before it was ready: {await process.StandardError.ReadToEndAsync(CancellationToken.None)}");
    }

    /// <summary>Runs a program to its end and returns what it printed.</summary>
    public static async Task<string> RunAsync(string file, params string[] arguments)
    {
        using var process = Start(file, arguments);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var printed = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode == 0
            ? printed.Trim()
            : throw new InvalidOperationException($"'{file} {string.Join(' ', arguments)}' ended with {process.ExitCode}: {await error}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            using var limit = new CancellationTokenSource(StopMax);
            await process.WaitForExitAsync(limit.Token);
        }

        process.Dispose();
    }

    private static Process Start(string file, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        // How the load generator's own sockets work is nothing that a server under test should inherit.
        start.Environment.Remove("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS");
        return Process.Start(start) ?? throw new InvalidOperationException($"'{file}' does not start");
    }
}
