using System.CommandLine;
using System.CommandLine.Invocation;
using Usher.Cli.Commands;

namespace Usher.Cli.CommandLine;

/// <summary>'usher --version', the same as 'usher version'.</summary>
internal sealed class VersionWord : Option<bool>
{
    /// <summary>Declares it.</summary>
    public VersionWord(Surroundings surroundings) : base("--version")
    {
        Description = "print the version";
        Action = new Print(surroundings);
    }

    private sealed class Print(Surroundings surroundings) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult) => VersionCommand.Run(json: false, surroundings);
    }
}
