namespace Usher.Cli.Completion;

/// <summary>The completion script for bash, 3.2 and later.</summary>
internal static class BashScript
{
    /// <summary>Writes it.</summary>
    public static void Write(IReadOnlyList<CompletedCommand> commands, TextWriter output)
    {
        output.Write(
            """
            # Completion of 'usher' for bash. Load it with: source <(usher completion bash)
            _usher() {
              local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} path=usher i commands options kind words
              for ((i = 1; i < COMP_CWORD; i++)); do
                if [[ ${COMP_WORDS[i]} == -- ]]; then
                  COMPREPLY=($(compgen -c -f -- "$cur"))
                  return
                fi
                case "$path ${COMP_WORDS[i]}" in

            """);
        output.WriteLine($"      {string.Join('|', commands.Skip(1).Select(command => Quote(command.Path)))}) path=\"$path ${{COMP_WORDS[i]}}\" ;;");
        output.WriteLine("    esac\n  done\n  case \"$path\" in");
        foreach (var command in commands)
            WriteCommand(command, output);
        output.WriteLine("  esac\n  case \"$path $prev\" in");
        foreach (var command in commands)
            WriteValues(command, output);
        output.Write(
            """
              esac
              if [[ $cur == -* ]]; then
                COMPREPLY=($(compgen -W "$options" -- "$cur"))
                return
              fi
              case $kind in
                file) COMPREPLY=($(compgen -f -- "$cur")) ;;
                *) COMPREPLY=($(compgen -W "$commands $words" -- "$cur")) ;;
              esac
            }
            complete -o filenames -F _usher usher

            """);
    }

    private static void WriteCommand(CompletedCommand command, TextWriter output)
    {
        var names = string.Join(' ', command.Commands.Select(one => one.Name));
        var options = string.Join(' ', command.Options.SelectMany(one => one.Names));
        var kind = command.Argument == CompletedValue.File ? "file" : "words";
        output.WriteLine($"    {Quote(command.Path)}) commands={Quote(names)} options={Quote(options)} kind={kind} words={Quote(string.Join(' ', command.Words))} ;;");
    }

    /// <summary>What comes after an option that takes a value.</summary>
    private static void WriteValues(CompletedCommand command, TextWriter output)
    {
        foreach (var option in command.Options.Where(one => one.Value != CompletedValue.None))
        {
            var places = string.Join('|', option.Names.Select(name => Quote($"{command.Path} {name}")));
            var values = option.Value switch
            {
                CompletedValue.File => "COMPREPLY=($(compgen -f -- \"$cur\"))",
                CompletedValue.Words => $"COMPREPLY=($(compgen -W {Quote(string.Join(' ', option.Words))} -- \"$cur\"))",
                _ => "COMPREPLY=()",
            };
            output.WriteLine($"    {places}) {values}; return ;;");
        }
    }

    private static string Quote(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
