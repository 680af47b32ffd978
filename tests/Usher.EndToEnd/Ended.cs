namespace Usher.EndToEnd;

/// <summary>How a process ended, and what it printed.</summary>
internal sealed record Ended(int ExitCode, string Output, string Error)
{
    /// <summary>Checks that it failed with a code of docs/errors.md and a hint.</summary>
    /// <param name="exitCode">Of docs/cli.md.</param>
    /// <param name="code">A pattern of the code.</param>
    public void MustHaveFailed(int exitCode, string code)
    {
        Assert.True(ExitCode == exitCode, $"not {exitCode}: {this}");
        Assert.True(System.Text.RegularExpressions.Regex.IsMatch(Error, $"error {code}: .*\nusher: hint: "), $"not {code}: {this}");
    }

    public override string ToString() => $"exit {ExitCode}\n{Output}\n{Error}";
}
