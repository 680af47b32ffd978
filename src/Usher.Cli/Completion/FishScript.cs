namespace Usher.Cli.Completion;

/// <summary>The completion script for fish, 3 and later.</summary>
internal static class FishScript
{
    /// <summary>Writes it.</summary>
    public static void Write(IReadOnlyList<CompletedCommand> commands, TextWriter output)
    {
        var paths = string.Join(' ', commands.Skip(1).Select(command => Quote(command.Path)));
        output.WriteLine("# Completion of 'usher' for fish. Load it with: usher completion fish | source");
        output.WriteLine("function __usher_at --description 'whether the words so far lead to this command'");
        output.WriteLine($"    set -l path usher\n    set -l known {paths}");
        output.Write(
            """
                for word in (commandline -opc)[2..-1]
                    test "$word" = --; and return 1
                    contains -- "$path $word" $known; and set path "$path $word"
                end
                test "$path" = "$argv"
            end
            complete -c usher -f
            complete -c usher -n "contains -- -- (commandline -opc)" -xa "(__fish_complete_subcommand --fcs-skip=(math (contains -i -- -- (commandline -opc))))"

            """);
        foreach (var command in commands)
            WriteCommand(command, output);
    }

    private static void WriteCommand(CompletedCommand command, TextWriter output)
    {
        var start = $"complete -c usher -n {Quote($"__usher_at {command.Path}")}";
        foreach (var (name, description) in command.Commands)
            output.WriteLine($"{start} -a {name} -d {Quote(description)}");
        foreach (var option in command.Options)
            output.WriteLine($"{start} {Names(option)} -d {Quote(option.Description)}{Value(option)}");
        if (command.Words.Count > 0)
            output.WriteLine($"{start} -a {Quote(string.Join(' ', command.Words))}");
        if (command.Argument == CompletedValue.File)
            output.WriteLine($"{start} -F");
    }

    private static string Names(CompletedOption option) => string.Join(' ', option.Names.Select(name =>
        name.StartsWith("--", StringComparison.Ordinal) ? $"-l {name[2..]}" : $"-s {name[1..]}"));

    private static string Value(CompletedOption option) => option.Value switch
    {
        CompletedValue.None => "",
        CompletedValue.File => " -r -F",
        CompletedValue.Words => $" -x -a {Quote(string.Join(' ', option.Words))}",
        _ => " -x",
    };

    private static string Quote(string text) =>
        $"'{text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal)}'";
}
