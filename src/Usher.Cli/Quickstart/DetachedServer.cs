using System.Diagnostics;
using Usher.Cli.Commands;

namespace Usher.Cli.Quickstart;

/// <summary>A server in a process of its own, which outlives this one and its terminal.</summary>
/// <param name="Seats">Where it serves seats, host:port.</param>
/// <param name="ProcessId">To stop it by SIGTERM.</param>
internal sealed record DetachedServer(string Seats, int ProcessId)
{
    /// <summary>Longest time until it is ready; the first start on a slow disk takes a second or two.</summary>
    public static readonly TimeSpan ReadyMax = TimeSpan.FromSeconds(30);

    /// <summary>Starts this same executable as 'usher serve' and waits for its ready line.</summary>
    /// <exception cref="FaultException">It ended, or was not ready in time (USH5041); its own words are in the message.</exception>
    public static async Task<DetachedServer> StartAsync(IEnumerable<string> arguments, string logFile, Surroundings surroundings)
    {
        using var process = Process.Start(Self(["serve", ServeCommand.OwnSession, "--log-file", logFile, .. arguments]))!;
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(ReadyMax, surroundings.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, surroundings.Interrupted);
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(either.Token);
            return line is not null && line.StartsWith("ready ", StringComparison.Ordinal)
                ? new(SeatsOf(line), process.Id)
                : throw NotReady(await process.StandardError.ReadToEndAsync(either.Token), logFile);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            surroundings.Interrupted.ThrowIfCancellationRequested();
            throw NotReady($"nothing was heard of it for {ReadyMax.TotalSeconds} s", logFile);
        }
    }

    /// <summary>Asks it to stop, and waits until it has.</summary>
    public async Task StopAsync(Surroundings surroundings)
    {
        using var process = Process.GetProcessById(ProcessId);
        if (OperatingSystem.IsWindows())
            process.Kill();
        else
            _ = Children.SystemCalls.Kill(ProcessId, Children.SystemCalls.SigTerm);
        await process.WaitForExitAsync(surroundings.Interrupted);
    }

    private static ProcessStartInfo Self(IEnumerable<string> arguments)
    {
        var program = Environment.ProcessPath!;
        // Under 'dotnet usher.dll' the executable is dotnet, and its first argument is ours.
        var isHosted = Path.GetFileNameWithoutExtension(program) == "dotnet";
        return new(program, isHosted ? [Path.Combine(AppContext.BaseDirectory, "usher.dll"), .. arguments] : arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Directory.GetCurrentDirectory(),
        };
    }

    private static string SeatsOf(string ready) =>
        ready.Split(' ').First(word => word.StartsWith("seats=", StringComparison.Ordinal))["seats=".Length..].Split(',')[0];

    private static FaultException NotReady(string why, string logFile) => new(ExitCode.Internal, new Fault(
        CliCodes.ServerNotReady, $"the server did not become ready: {why.Trim().Replace("\n", " ", StringComparison.Ordinal)}", $"its log is {logFile}"));
}
