using System.CommandLine;
using Usher.Cli.CommandLine;
using Usher.Cli.Output;

namespace Usher.Cli;

/// <summary>From the words of the command line to the exit code.</summary>
internal static class App
{
    /// <summary>Parses, runs one command, and turns whatever it throws into a message and an exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments, Surroundings surroundings)
    {
        var json = false;
        try
        {
            // 'usher help status' is what many type first.
            arguments = arguments is ["help", .. var rest] ? [.. rest, "--help"] : arguments;
            var root = CommandTree.For(arguments, surroundings);
            var parsed = root.Parse(arguments, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
            UsageErrors.ThrowIfAny(parsed, arguments);
            json = Options.WantsJson(parsed);
            return await parsed.InvokeAsync(Quiet(surroundings), CancellationToken.None);
        }
        catch (Exception error)
        {
            return Failures.Report(error, json, surroundings);
        }
    }

    /// <summary>Signals and exceptions are our own business.</summary>
    private static InvocationConfiguration Quiet(Surroundings surroundings) => new()
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
        Output = surroundings.Output,
        Error = surroundings.Error,
    };
}
