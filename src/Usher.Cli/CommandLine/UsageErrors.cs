using System.CommandLine;
using System.CommandLine.Parsing;
using Usher.Cli.Commands;

namespace Usher.Cli.CommandLine;

/// <summary>Says what is wrong with a command line, and what was probably meant.</summary>
internal static class UsageErrors
{
    /// <summary>Throws for the first thing that is wrong. A line that asks for help is never wrong.</summary>
    public static void ThrowIfAny(ParseResult parsed, IReadOnlyList<string> words)
    {
        if (parsed.Action?.ClearsParseErrors == true)
            return;
        if (SwallowedOption(parsed.CommandResult, words) is { } swallowed)
            throw UnknownOption(swallowed, parsed.CommandResult.Command);
        if (parsed.UnmatchedTokens.Count > 0)
            throw Unmatched(parsed.UnmatchedTokens[0], parsed.CommandResult.Command);
        if (parsed.CommandResult.Command is { Subcommands.Count: > 0 } group and not RootCommand)
            throw NeedsSubcommand(group);
        if (MissingArgument(parsed.CommandResult) is { } missing)
            throw FaultException.Usage(CliCodes.Missing, $"{missing.Name} is missing", HelpOf(parsed.CommandResult.Command));
        if (parsed.Errors.Count > 0)
            throw Other(parsed.Errors[0], parsed.CommandResult.Command);
    }

    /// <summary>A word like an option, in front of any "--", that the parser took for an argument.</summary>
    private static string? SwallowedOption(CommandResult result, IReadOnlyList<string> words)
    {
        var free = words.SkipWhile(word => word != "--").Skip(1).ToList();
        var taken = result.Command.Arguments.SelectMany(argument => result.GetResult(argument)?.Tokens ?? []).Select(token => token.Value);
        return taken.Reverse().Where(word => !free.Remove(word)).LastOrDefault(word => word.StartsWith('-') && word.Length > 1);
    }

    private static FaultException Unmatched(string word, Command command)
    {
        if (word.StartsWith('-') && word.Length > 1)
            return UnknownOption(word, command);
        return command is RootCommand || command.Subcommands.Count > 0
            ? UnknownCommand(word, command)
            : FaultException.Usage(CliCodes.BadValue, $"'{word}' is one word too many", HelpOf(command));
    }

    private static FaultException UnknownOption(string word, Command command)
    {
        var name = word.Split('=', ':')[0];
        var known = command.Options.Where(one => !one.Hidden).SelectMany(one => one.Aliases.Append(one.Name)).Append("--help");
        var isInFront = command is not VerbCommand && Spelling.Nearest(name, known) is null;
        var hint = isInFront
            ? "options come after the command, as in 'usher status --json'; 'usher --help' lists the commands"
            : Meant(Spelling.Nearest(name, known), command.Arguments.Any(one => one.Name == HelpPage.RunWords)
                ? "write '--' between the options and the command to run"
                : HelpOf(command));
        return FaultException.Usage(CliCodes.UnknownOption, $"there is no option '{name}'", hint);
    }

    private static FaultException UnknownCommand(string word, Command command)
    {
        var known = command is RootCommand ? Verbs.All.Select(verb => verb.Name) : command.Subcommands.Select(one => one.Name);
        var hint = Meant(Spelling.Nearest(word, known), HelpOf(command));
        return FaultException.Usage(CliCodes.UnknownCommand, $"there is no command '{HelpPage.Path(command)} {word}'", hint);
    }

    private static FaultException NeedsSubcommand(Command group) => FaultException.Usage(
        CliCodes.Missing,
        $"'{HelpPage.Path(group)}' needs a command: {string.Join(", ", group.Subcommands.Select(one => one.Name))}",
        HelpOf(group));

    private static Argument? MissingArgument(CommandResult result) => result.Command.Arguments.FirstOrDefault(argument =>
        argument.Arity.MinimumNumberOfValues > (result.GetResult(argument)?.Tokens.Count ?? 0));

    private static FaultException Other(ParseError error, Command command) => error.SymbolResult switch
    {
        OptionResult { Option: { Required: true } option, Implicit: true } => FaultException.Usage(
            CliCodes.Missing, $"{option.Name} is missing", HelpOf(command)),
        OptionResult option when option.Tokens.Count == 0 && option.Option.Arity.MinimumNumberOfValues > 0 => FaultException.Usage(
            CliCodes.Missing, $"{option.Option.Name} needs a value", HelpOf(command)),
        _ => FaultException.Usage(CliCodes.BadValue, Sentence(error.Message), HelpOf(command)),
    };

    /// <summary>In the form of all other messages: no capital, no full stop.</summary>
    private static string Sentence(string message) => message.TrimEnd('.') switch
    {
        "Required command was not provided" => "a command is missing",
        var text when text.StartsWith("Option '", StringComparison.Ordinal) || text.StartsWith("Required ", StringComparison.Ordinal)
            || text.StartsWith("Cannot ", StringComparison.Ordinal) => char.ToLowerInvariant(text[0]) + text[1..],
        var text => text,
    };

    private static string Meant(string? nearest, string otherwise) =>
        nearest is null ? otherwise : $"did you mean '{nearest}'? {otherwise}";

    private static string HelpOf(Command command) => $"see '{HelpPage.Path(command)} --help'";
}
