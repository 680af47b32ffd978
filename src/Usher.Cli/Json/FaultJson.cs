namespace Usher.Cli.Output;

/// <summary>A fault under --json.</summary>
internal sealed record FaultJson(string Code, string Message, string Hint);
