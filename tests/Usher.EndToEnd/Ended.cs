namespace Usher.EndToEnd;

/// <summary>How a process ended, and what it printed.</summary>
internal sealed record Ended(int ExitCode, string Output, string Error)
{
    public override string ToString() => $"exit {ExitCode}\n{Output}\n{Error}";
}
