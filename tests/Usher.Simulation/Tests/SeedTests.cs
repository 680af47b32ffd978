namespace Usher.Simulation.Tests;

/// <summary>Whole systems under faults, one per seed: see docs/internals/simulation.md for the rules they keep.</summary>
public sealed class SeedTests(SeedRuns runs) : IClassFixture<SeedRuns>
{
    [Theory]
    [MemberData(nameof(SeedRuns.Seeds), MemberType = typeof(SeedRuns))]
    public void No_seed_breaks_a_rule(ulong seed) => Assert.Null(runs.FaultOf(seed));
}
