using Usher.Simulation.Plants;
using Usher.Simulation.Runs;

namespace Usher.Simulation;

/// <summary>One program: with <c>--seeds</c> it simulates, with anything else it is a test project like the others.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is ["--plants"])
        {
            foreach (var plant in PlantCatalog.All)
                await Console.Out.WriteLineAsync($"{plant.Name,-24} {plant.What}");
            return 0;
        }

        if (!arguments.Contains("--seeds"))
            return await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(arguments, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
        if (Options.Read(arguments) is not { } options)
        {
            await Console.Error.WriteLineAsync(Options.Usage);
            return 2;
        }

        if (!OneWorker.IsHere)
            return await new ParallelRun(options, Console.Out).RunAsync() ? 0 : 1;
        // Onto the one worker, and never off it again.
        return await Task.Run(() => new SeedRunner(options, Console.Out).RunAllAsync()) ? 0 : 1;
    }
}
