using System.Diagnostics;

namespace Usher.Cli.Benchmarks;

/// <summary>
/// The load generator in a process of its own, whose sockets complete inline: that setting is read once, at the start of
/// a process, and makes the generator about half as expensive, so that the server is the limit and not the generator.
/// </summary>
internal static class GeneratorProcess
{
    private const string InlineCompletions = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>Whether this process is the generator.</summary>
    public static bool IsThis => Environment.GetEnvironmentVariable(InlineCompletions) == "1";

    /// <summary>Runs the same command line as the generator, on the same terminal.</summary>
    public static async Task<int> RunAsync()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, Environment.GetCommandLineArgs()[1..]);
        start.Environment[InlineCompletions] = "1";
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
