using Usher.Simulation.Plants;
using Usher.Simulation.Runs;

namespace Usher.Simulation.Tests;

/// <summary>The checks can fail: every planted bug breaks a rule within its number of seeds.</summary>
public sealed class PlantTests
{
    public static TheoryData<string> Planted => [.. PlantCatalog.All.Select(plant => plant.Name)];

    [Theory]
    [MemberData(nameof(Planted))]
    public async Task A_planted_bug_is_found(string name)
    {
        await using var output = new StringWriter();
        var within = PlantCatalog.Find(name)!.FoundWithin;
        var run = new ParallelRun(
            Options.Read(["--seeds", $"{within}", "--jobs", "1", "--first", "--plant", name])!, output);

        await run.RunAsync();

        Assert.Single(run.Results, result => result.Violation is not null);
    }

    [Fact]
    public void No_two_have_one_name() =>
        Assert.Equal(PlantCatalog.All.Count, PlantCatalog.All.Select(plant => plant.Name).Distinct().Count());
}
