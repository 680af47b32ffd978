using Usher.Simulation.Runs;

namespace Usher.Simulation.Tests;

public sealed class OptionsTests
{
    [Theory]
    [InlineData("--seeds")]
    [InlineData("--seeds 0")]
    [InlineData("--seeds -1")]
    [InlineData("--seeds 1 --jobs 0")]
    [InlineData("--seeds 1 --plant no-such-bug")]
    [InlineData("--seeds 1 --unknown 2")]
    public void A_command_line_that_is_wrong_is_refused(string line) => Assert.Null(Options.Read(line.Split(' ')));

    [Fact]
    public void The_command_that_shows_a_seed_again_names_the_seed_and_the_plant() => Assert.Equal(
        "dotnet run -c Release --project tests/Usher.Simulation -- --seeds 1 --from 7 --plant lifo-queue",
        Options.CommandFor(7, "lifo-queue"));
}
