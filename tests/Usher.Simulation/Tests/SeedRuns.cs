using Usher.Simulation.Runs;

namespace Usher.Simulation.Tests;

/// <summary>The seeds that every test run runs, all in one go over all processors.</summary>
public sealed class SeedRuns : IAsyncLifetime
{
    private const ulong First = 1;
    private const ulong Count = 300;

    private readonly StringWriter output = new();
    private Dictionary<ulong, SeedResult> results = [];

    /// <summary>One test per seed.</summary>
    public static TheoryData<ulong> Seeds => [.. Enumerable.Range((int)First, (int)Count).Select(seed => (ulong)seed)];

    public async ValueTask InitializeAsync()
    {
        var run = new ParallelRun(Options.Read(["--seeds", $"{Count}", "--from", $"{First}"])!, output);
        await run.RunAsync();
        results = run.Results.ToDictionary(result => result.Seed);
    }

    public ValueTask DisposeAsync()
    {
        output.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Null: the seed kept every rule. Else what it did, and how to see it again.</summary>
    internal string? FaultOf(ulong seed) => !results.TryGetValue(seed, out var result)
        ? $"seed {seed} did not run to its end"
        : result.Violation is { } violation ? $"{violation}\nagain: {Options.CommandFor(seed, plant: "")}" : null;
}
