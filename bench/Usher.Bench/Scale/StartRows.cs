using System.Diagnostics;
using Usher.Bench.Targets;

namespace Usher.Bench.Scale;

/// <summary>The rows about how long a person waits: for a short command, and for a server.</summary>
internal sealed class StartRows(BenchSettings settings, Action<string> progress)
{
    /// <summary>The short command's row.</summary>
    public const string Version = "usher version";

    /// <summary>The server's row.</summary>
    public const string Ready = "server ready";

    private const int Times = 11;

    /// <summary>The median of some runs of 'usher version'.</summary>
    public async Task<BenchRow> VersionAsync()
    {
        progress(Version);
        var took = new List<double>();
        for (var time = 0; time < Times; time++)
        {
            var start = Stopwatch.GetTimestamp();
            await ChildProcess.RunAsync(settings.UsherPath, "version");
            took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return BenchRow.AtMost(Version, BenchRow.Median(took), "ms", Budgets.VersionMilliseconds);
    }

    /// <summary>The median of some starts of a server with one license, each after a kill.</summary>
    public async Task<BenchRow> ReadyAsync()
    {
        progress(Ready);
        await using var usher = await UsherTarget.StartAsync(settings, settings.Seats, tls: true);
        var took = new List<double>();
        for (var time = 0; time < Times; time++)
            took.Add((await usher.KillAndRestartAsync()).TotalMilliseconds);
        return BenchRow.AtMost(Ready, BenchRow.Median(took), "ms", Budgets.ReadyMilliseconds);
    }
}
