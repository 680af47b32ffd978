namespace Usher.Transcripts;

/// <summary>One command of a transcript and what it should do.</summary>
/// <param name="Line">1-based line of the command in its file.</param>
/// <param name="Command">The shell text; several lines if the transcript continues it with "> ".</param>
/// <param name="Output">Expected lines of standard output and standard error, as patterns.</param>
/// <param name="ExitCode">Expected; 0 unless the transcript says "? n".</param>
/// <param name="Before">Comments and empty lines above the command, kept when the file is rewritten.</param>
internal sealed record Block(int Line, string Command, IReadOnlyList<string> Output, int ExitCode, IReadOnlyList<string> Before);
