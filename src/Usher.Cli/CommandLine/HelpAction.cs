using System.CommandLine;
using System.CommandLine.Invocation;

namespace Usher.Cli.CommandLine;

/// <summary>What '--help' does, at any command.</summary>
internal sealed class HelpAction(Surroundings surroundings) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        if (parseResult.CommandResult.Command is VerbCommand verb)
            HelpPage.Write(verb, surroundings.Output);
        else
            RootHelp.Write(surroundings.Output);
        return ExitCode.Done;
    }
}
