using System.CommandLine;
using Usher.Cli.CommandLine;
using Usher.Cli.Completion;

namespace Usher.Cli.Commands;

/// <summary>'usher completion': a script that teaches a shell the commands and options.</summary>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, Action<IReadOnlyList<CompletedCommand>, TextWriter>> _scripts = new()
    {
        ["bash"] = BashScript.Write,
        ["zsh"] = ZshScript.Write,
        ["fish"] = FishScript.Write,
        ["pwsh"] = PowerShellScript.Write,
    };

    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var shell = new Argument<string>("bash|zsh|fish|pwsh") { Description = "the shell" };
        return new VerbCommand("completion", "Print a script that completes commands, options and file names in your shell.") { shell }
            .Example("source <(usher completion bash)", "in this bash; put the line into ~/.bashrc to keep it")
            .Example("source <(usher completion zsh)", "in this zsh, after 'autoload -U compinit; compinit'")
            .Example("usher completion fish > ~/.config/fish/completions/usher.fish", "for fish")
            .Example("usher completion pwsh | Out-String | Invoke-Expression", "in this PowerShell")
            .Does(parsed => Task.FromResult(Run(parsed.GetRequiredValue(shell), surroundings)));
    }

    /// <summary>Prints the script of a shell.</summary>
    internal static int Run(string shell, Surroundings surroundings)
    {
        if (!_scripts.TryGetValue(shell, out var write))
            throw FaultException.Usage(
                CliCodes.BadValue, $"there is no completion for '{shell}'", $"known shells: {string.Join(", ", _scripts.Keys)}");
        write(CompletedCommand.All(surroundings), surroundings.Output);
        return ExitCode.Done;
    }
}
