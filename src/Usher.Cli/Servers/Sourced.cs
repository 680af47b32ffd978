namespace Usher.Cli.Servers;

/// <summary>A setting and where it came from.</summary>
/// <param name="Value">As it was written.</param>
/// <param name="Source">An option, a variable, a file, or "default".</param>
internal sealed record Sourced(string Value, string Source);
