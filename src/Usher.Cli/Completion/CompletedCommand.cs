using System.CommandLine;
using Usher.Cli.CommandLine;

namespace Usher.Cli.Completion;

/// <summary>A command as a completion script knows it, read off the command tree.</summary>
/// <param name="Path">The words that lead to it, from "usher" on.</param>
/// <param name="Commands">The commands under it, with their descriptions.</param>
/// <param name="Options">Its options.</param>
/// <param name="Argument">What it takes besides.</param>
/// <param name="Words">The words that it takes, if <see cref="CompletedValue.Words"/>.</param>
internal sealed record CompletedCommand(
    string Path, IReadOnlyList<(string Name, string Description)> Commands, IReadOnlyList<CompletedOption> Options,
    CompletedValue Argument, IReadOnlyList<string> Words)
{
    /// <summary>All commands of the tree, the root first.</summary>
    public static IReadOnlyList<CompletedCommand> All(Surroundings surroundings) => [.. Below(CommandTree.Whole(surroundings))];

    private static IEnumerable<CompletedCommand> Below(Command command) =>
        command.Subcommands.Where(one => !one.Hidden).SelectMany(Below).Prepend(Of(command));

    private static CompletedCommand Of(Command command)
    {
        var argument = command.Arguments.LastOrDefault(one => !one.Hidden);
        return new(
            HelpPage.Path(command),
            [.. command.Subcommands.Where(one => !one.Hidden).Select(one => (one.Name, FirstSentence(one.Description)))],
            [.. command.Options.Where(one => !one.Hidden).Select(Option), .. Help(command)],
            argument is null ? CompletedValue.None : Value(argument.Name),
            argument is null ? [] : Choices(argument));
    }

    /// <summary>The option that every command inherits from the root.</summary>
    private static IEnumerable<CompletedOption> Help(Command command) =>
        command is RootCommand ? [] : [new(["--help"], "show help", CompletedValue.None, [])];

    private static CompletedOption Option(Option option)
    {
        var isSwitch = option.Arity.MaximumNumberOfValues == 0 || option.ValueType == typeof(bool);
        var name = option.HelpName ?? option.Name;
        return new(
            [option.Name, .. option.Aliases], FirstSentence(option.Description), isSwitch ? CompletedValue.None : Value(name),
            isSwitch ? [] : WordsOf(name));
    }

    private static CompletedValue Value(string name) => name switch
    {
        HelpPage.RunWords => CompletedValue.Command,
        "FILE" or "FOLDER" => CompletedValue.File,
        _ when WordsOf(name).Count > 0 => CompletedValue.Words,
        _ => CompletedValue.Anything,
    };

    private static IReadOnlyList<string> Choices(Argument argument) => WordsOf(argument.Name);

    /// <summary>A name such as "bash|zsh|fish" names the words.</summary>
    private static IReadOnlyList<string> WordsOf(string name) =>
        name.Contains('|', StringComparison.Ordinal) ? [.. name.Split('|').Where(word => char.IsAsciiLetterLower(word[0]))] : [];

    private static string FirstSentence(string? text) => (text ?? "").Split([". ", "; ", ": ", " ("], StringSplitOptions.None)[0].TrimEnd('.');
}
