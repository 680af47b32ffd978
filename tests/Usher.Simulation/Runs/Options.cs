using System.Globalization;
using Usher.Simulation.Plants;

namespace Usher.Simulation.Runs;

/// <summary>What the command line asks for.</summary>
/// <param name="Seeds">How many, 1 and up.</param>
/// <param name="From">The first.</param>
/// <param name="Jobs">Processes that run at once.</param>
/// <param name="Plant">The planted bug; empty: none.</param>
/// <param name="StopAtFirst">End with the first violation.</param>
/// <param name="ShowsTrace">Print the trace of every seed, violated or not.</param>
internal sealed record Options(ulong Seeds, ulong From, int Jobs, string Plant, bool StopAtFirst, bool ShowsTrace)
{
    public const string Usage = """
        Usage: dotnet run -c Release --project tests/Usher.Simulation -- --seeds N [--from S] [--jobs J] [--plant NAME] [--first] [--trace]

          --seeds N     how many seeds to run
          --from S      the first seed; default 1
          --jobs J      processes at once; default: one per processor
          --plant NAME  with a planted bug: see --plants
          --first       end with the first violation
          --trace       print the trace of every seed
          --plants      list the planted bugs

        Exit code 0: no violation. 1: there was one. 2: the command line is wrong.
        Without --seeds the program runs its tests, and takes the options of the test platform.
        """;

    /// <summary>Null when the command line is wrong.</summary>
    public static Options? Read(IReadOnlyList<string> arguments)
    {
        var options = new Options(Seeds: 0, From: 1, Jobs: Environment.ProcessorCount, Plant: "", StopAtFirst: false, ShowsTrace: false);
        for (var at = 0; at < arguments.Count; at++)
        {
            if (Flag(options, arguments[at]) is { } flagged)
                options = flagged;
            else if (++at == arguments.Count || Value(options, arguments[at - 1], arguments[at]) is not { } valued)
                return null;
            else
                options = valued;
        }

        return options.Seeds > 0 && options.Jobs > 0 ? options : null;
    }

    /// <summary>The command that shows one seed again.</summary>
    public static string CommandFor(ulong seed, string plant) =>
        $"dotnet run -c Release --project tests/Usher.Simulation -- --seeds 1 --from {seed}{(plant.Length == 0 ? "" : $" --plant {plant}")}";

    private static Options? Flag(Options options, string name) => name switch
    {
        "--first" => options with { StopAtFirst = true },
        "--trace" => options with { ShowsTrace = true },
        _ => null,
    };

    private static Options? Value(Options options, string name, string value) => name switch
    {
        "--plant" => PlantCatalog.Find(value) is null ? null : options with { Plant = value },
        "--seeds" => Number(value) is { } seeds ? options with { Seeds = seeds } : null,
        "--from" => Number(value) is { } from ? options with { From = from } : null,
        "--jobs" => Number(value) is { } jobs and < 1000 ? options with { Jobs = (int)jobs } : null,
        _ => null,
    };

    private static ulong? Number(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
