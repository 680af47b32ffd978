using System.Diagnostics;
using System.Globalization;

namespace Usher.Simulation.Runs;

/// <summary>Spreads seeds over processes with one worker each, and passes on what they print.</summary>
internal sealed class ParallelRun(Options options, TextWriter output)
{
    /// <summary>Few enough that a run can be ended early, many enough that starting processes costs little.</summary>
    private const ulong PortionMax = 500;

    private readonly Lock gate = new();
    private readonly List<SeedResult> results = [];
    private ulong next = options.From;
    private bool isStopped;

    public IReadOnlyList<SeedResult> Results => results;

    /// <returns>Whether no seed broke a rule, and every seed ran.</returns>
    public async Task<bool> RunAsync()
    {
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, options.Jobs).Select(_ => WorkAsync()));
        var broken = results.Count(result => result.Violation is not null);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{results.Count} seeds, {broken} with violations, {results.Sum(result => result.Steps)} steps, {seconds:0.0} s, {results.Count / seconds:0.0} seeds/s"));
        return broken == 0 && (ulong)results.Count == options.Seeds;
    }

    private async Task WorkAsync()
    {
        while (NextPortion() is { } portion)
        {
            using var process = OneWorker.Start(ArgumentsOf(portion));
            while (await process.StandardOutput.ReadLineAsync() is { } line)
                Take(line);
            await process.WaitForExitAsync();
        }
    }

    private (ulong From, ulong Count)? NextPortion()
    {
        lock (gate)
        {
            var left = options.From + options.Seeds - next;
            if (left == 0 || isStopped)
                return null;
            var share = (left + (ulong)options.Jobs - 1) / (ulong)options.Jobs;
            var portion = (next, Math.Min(share, PortionMax));
            next += portion.Item2;
            return portion;
        }
    }

    private List<string> ArgumentsOf((ulong From, ulong Count) portion)
    {
        List<string> arguments =
            ["--seeds", $"{portion.Count}", "--from", $"{portion.From}", "--jobs", "1"];
        if (options.Plant.Length > 0)
            arguments.AddRange(["--plant", options.Plant]);
        if (options.StopAtFirst)
            arguments.Add("--first");
        if (options.ShowsTrace)
            arguments.Add("--trace");
        return arguments;
    }

    private void Take(string line)
    {
        lock (gate)
        {
            if (SeedResult.Read(line) is { } result)
            {
                results.Add(result);
                isStopped |= options.StopAtFirst && result.Violation is not null;
            }

            output.WriteLine(line);
        }
    }
}
