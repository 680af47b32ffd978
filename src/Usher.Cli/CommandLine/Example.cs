namespace Usher.Cli.CommandLine;

/// <summary>One example of a help page.</summary>
/// <param name="Line">What to type.</param>
/// <param name="Meaning">What it does.</param>
internal sealed record Example(string Line, string Meaning);
