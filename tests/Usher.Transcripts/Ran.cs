namespace Usher.Transcripts;

/// <summary>What a command of a transcript really did.</summary>
/// <param name="Output">Lines of standard output and standard error, in the order written.</param>
/// <param name="ExitCode">The shell's <c>$?</c>, or null if the session ended or ran out of time inside the command.</param>
internal sealed record Ran(IReadOnlyList<string> Output, int? ExitCode);
