namespace Usher.Cli.Completion;

/// <summary>The completion script for zsh, 5 and later.</summary>
internal static class ZshScript
{
    /// <summary>Writes it.</summary>
    public static void Write(IReadOnlyList<CompletedCommand> commands, TextWriter output)
    {
        output.Write(
            """
            #compdef usher
            # Completion of 'usher' for zsh. Load it with: source <(usher completion zsh)
            _usher() {
              local path_=usher kind=words i
              local -a subcommands flags values
              for ((i = 2; i < CURRENT; i++)); do
                if [[ ${words[i]} == -- ]]; then
                  shift $i words
                  ((CURRENT -= i))
                  _normal
                  return
                fi
                case "$path_ ${words[i]}" in

            """);
        output.WriteLine($"      {string.Join('|', commands.Skip(1).Select(command => Quote(command.Path)))}) path_=\"$path_ ${{words[i]}}\" ;;");
        output.WriteLine("    esac\n  done\n  case \"$path_\" in");
        foreach (var command in commands)
            WriteCommand(command, output);
        output.WriteLine("  esac\n  case \"$path_ ${words[CURRENT-1]}\" in");
        foreach (var command in commands)
            WriteValues(command, output);
        output.Write(
            """
              esac
              if [[ $PREFIX == -* ]]; then
                _describe -o option flags
                return
              fi
              (( $#subcommands )) && _describe command subcommands
              (( $#values )) && compadd -a values
              [[ $kind == file ]] && _files
            }
            if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _usher "$@"; else compdef _usher usher; fi

            """);
    }

    private static void WriteCommand(CompletedCommand command, TextWriter output)
    {
        var commands = string.Join(' ', command.Commands.Select(one => Described(one.Name, one.Description)));
        var options = string.Join(' ', command.Options.SelectMany(one => one.Names.Select(name => Described(name, one.Description))));
        var kind = command.Argument == CompletedValue.File ? "file" : "words";
        output.WriteLine($"    {Quote(command.Path)})\n      subcommands=({commands})\n      flags=({options})\n      values=({string.Join(' ', command.Words.Select(Quote))}) kind={kind} ;;");
    }

    private static void WriteValues(CompletedCommand command, TextWriter output)
    {
        foreach (var option in command.Options.Where(one => one.Value != CompletedValue.None))
        {
            var places = string.Join('|', option.Names.Select(name => Quote($"{command.Path} {name}")));
            var values = option.Value switch
            {
                CompletedValue.File => "_files",
                CompletedValue.Words => $"compadd {string.Join(' ', option.Words.Select(Quote))}",
                _ => "_message value",
            };
            output.WriteLine($"    {places}) {values}; return ;;");
        }
    }

    private static string Described(string name, string description) =>
        Quote($"{name}:{description.Replace(":", @"\:", StringComparison.Ordinal)}");

    private static string Quote(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
