using System.Diagnostics;

namespace Usher.Simulation.Runs;

/// <summary>
/// A simulation is deterministic only if everything runs on one thread: a thread pool that may not have a second worker. The
/// runtime reads that limit when it starts, so the program starts itself again with it.
/// </summary>
internal static class OneWorker
{
    private const string LimitName = "DOTNET_ThreadPool_ForceMaxWorkerThreads";
    private const string MinimumName = "DOTNET_ThreadPool_ForceMinWorkerThreads";

    /// <summary>Whether this process is such a one.</summary>
    public static bool IsHere
    {
        get
        {
            ThreadPool.GetMaxThreads(out var workers, out _);
            return workers == 1;
        }
    }

    /// <summary>This program again, with one worker and these arguments; its output is read by the caller.</summary>
    public static Process Start(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment[LimitName] = start.Environment[MinimumName] = "1";
        start.Environment["DOTNET_TieredPGO"] = "0";
        return Process.Start(start)!;
    }
}
