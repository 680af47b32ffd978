using System.CommandLine;
using System.CommandLine.Help;
using Usher.Cli.Commands;

namespace Usher.Cli.CommandLine;

/// <summary>The commands. Only the one that is asked for is built, which keeps the start short.</summary>
internal static class CommandTree
{
    /// <summary>What 'usher' is, in one line.</summary>
    public const string Description = "Usher, an open, self-hosted network license manager";

    /// <summary>The root with the one command that the first word names, or with all of them, unbuilt, when it names none.</summary>
    public static RootCommand For(IReadOnlyList<string> arguments, Surroundings surroundings)
    {
        var asked = Verbs.All.FirstOrDefault(verb => arguments.Count > 0 && verb.Name == arguments[0]);
        return Root(asked is null ? Verbs.All.Select(Unbuilt) : [asked.Create(surroundings)], surroundings);
    }

    /// <summary>The root with every command built, for completion scripts and tests.</summary>
    public static RootCommand Whole(Surroundings surroundings) =>
        Root(Verbs.All.Select(verb => verb.Create(surroundings)), surroundings);

    private static RootCommand Root(IEnumerable<Command> commands, Surroundings surroundings)
    {
        var root = new RootCommand(Description);
        root.Options.Clear();
        root.Directives.Clear();
        root.Add(new HelpOption("--help", "-h") { Description = "show this help", Action = new HelpAction(surroundings) });
        root.Add(new VersionWord(surroundings));
        foreach (var command in commands)
            root.Add(command);
        root.SetAction(_ => RootHelp.Write(surroundings.Output));
        return root;
    }

    private static Command Unbuilt(Verb verb) => new(verb.Name, verb.Summary);
}
