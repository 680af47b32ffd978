using System.CommandLine;
using Usher.Cli.CommandLine;
using Usher.Cli.Quickstart;

namespace Usher.Cli.Commands;

/// <summary>'usher quickstart': a tour with a vendor, a license, a server and a refusal.</summary>
internal static class QuickstartCommand
{
    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var folder = new Argument<string?>("FOLDER") { Description = "where everything goes; empty or not there yet (default: a new temporary folder)", Arity = ArgumentArity.ZeroOrOne };
        var exit = Options.Switch("--exit", "stop the server at the end of the tour");
        return new VerbCommand("quickstart", "A tour in a few seconds: a vendor key, a license for 2 seats, a server, and what a refusal looks like.")
        {
            folder, exit,
        }
            .Note(
                "Nothing outside the folder is touched. The server listens on loopback alone, on a free port, and is left running",
                "for you to try things out; the last lines tell how to stop it.")
            .Example("usher quickstart", "in a new temporary folder")
            .Example("usher quickstart tour", "in the folder 'tour'")
            .Example("usher quickstart --exit", "stop the server at the end")
            .Does(parsed => new Tour(surroundings).RunAsync(parsed.GetValue(folder), parsed.GetValue(exit)));
    }
}
