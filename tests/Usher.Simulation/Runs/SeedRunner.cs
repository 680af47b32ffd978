using Usher.Simulation.Kernel;
using Usher.Simulation.Plants;

namespace Usher.Simulation.Runs;

/// <summary>Runs seeds one after the other, here: a process with one worker.</summary>
internal sealed class SeedRunner(Options options, TextWriter output)
{
    /// <returns>Whether no seed broke a rule.</returns>
    public async Task<bool> RunAllAsync()
    {
        var isGood = true;
        for (var seed = options.From; seed < options.From + options.Seeds; seed++)
        {
            if (await RunAsync(seed))
                continue;
            isGood = false;
            if (options.StopAtFirst)
                break;
        }

        return isGood;
    }

    private async Task<bool> RunAsync(ulong seed)
    {
        var simulation = new Simulation(seed, PlantCatalog.Find(options.Plant)!);
        string? violation = null;
        try
        {
            await simulation.RunAsync();
        }
        catch (ViolationException error)
        {
            violation = error.Message.ReplaceLineEndings(" ");
        }
        catch (Exception error)
        {
            violation = $"no faults: {error.ToString().ReplaceLineEndings(" ")}";
        }

        if (violation is not null || options.ShowsTrace)
            Tell(simulation);
        var result = new SeedResult(seed, simulation.Steps, simulation.Trace.Hash, violation);
        output.WriteLine(result);
        if (violation is not null)
            output.WriteLine($"  again: {Options.CommandFor(seed, options.Plant)}");
        output.Flush();
        return violation is null;
    }

    private void Tell(Simulation simulation)
    {
        foreach (var line in simulation.Trace.Lines())
            output.WriteLine(line);
        output.WriteLine($"  {simulation.Scenario}");
    }
}
