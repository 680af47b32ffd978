namespace Usher.Cli.Completion;

/// <summary>The completion script for PowerShell, 5 and later.</summary>
internal static class PowerShellScript
{
    /// <summary>Writes it.</summary>
    public static void Write(IReadOnlyList<CompletedCommand> commands, TextWriter output)
    {
        output.WriteLine("# Completion of 'usher' for PowerShell. Load it with: usher completion pwsh | Out-String | Invoke-Expression");
        output.WriteLine("Register-ArgumentCompleter -Native -CommandName usher -ScriptBlock {");
        output.WriteLine("  param($wordToComplete, $commandAst, $cursorPosition)\n  $tree = @{");
        foreach (var command in commands)
            output.WriteLine($"    {Quote(command.Path)} = @({string.Join(", ", Words(command).Select(Quote))})");
        output.Write(
            """
              }
              $path = 'usher'
              foreach ($element in ($commandAst.CommandElements | Select-Object -Skip 1)) {
                $word = $element.ToString()
                if ($word -eq '--') { return }
                if ($element.Extent.EndOffset -lt $cursorPosition -and $tree.ContainsKey("$path $word")) { $path = "$path $word" }
              }
              $tree[$path] | Where-Object { $_ -like "$wordToComplete*" } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
            }

            """);
    }

    private static IEnumerable<string> Words(CompletedCommand command) =>
        command.Commands.Select(one => one.Name).Concat(command.Words).Concat(command.Options.SelectMany(one => one.Names));

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
