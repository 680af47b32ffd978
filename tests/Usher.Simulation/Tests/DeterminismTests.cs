using Usher.Simulation.Runs;

namespace Usher.Simulation.Tests;

/// <summary>A seed is worth something only if it shows the same again.</summary>
public sealed class DeterminismTests
{
    private const int Seeds = 8;

    [Fact]
    public async Task A_seed_does_the_same_in_another_process_and_in_other_company()
    {
        var together = await RunAsync(jobs: 1);
        var apart = await RunAsync(jobs: Seeds);

        Assert.Equal(Seeds, together.Count);
        Assert.Equal(together.OrderBy(result => result.Seed), apart.OrderBy(result => result.Seed));
    }

    [Fact]
    public async Task Other_seeds_do_other_things()
    {
        var results = await RunAsync(jobs: 1);

        Assert.Equal(Seeds, results.Select(result => result.Hash).Distinct().Count());
    }

    private static async Task<IReadOnlyList<SeedResult>> RunAsync(int jobs)
    {
        await using var output = new StringWriter();
        var run = new ParallelRun(Options.Read(["--seeds", $"{Seeds}", "--jobs", $"{jobs}"])!, output);
        await run.RunAsync();
        return run.Results;
    }
}
