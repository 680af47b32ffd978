namespace Usher.Cli;

/// <summary>What went wrong, for people and scripts.</summary>
/// <param name="Code">Of docs/errors.md.</param>
/// <param name="Message">What happened, one line.</param>
/// <param name="Hint">The cure, one line.</param>
internal sealed record Fault(string Code, string Message, string Hint);
