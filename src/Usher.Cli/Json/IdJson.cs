namespace Usher.Cli.Output;

/// <summary>What 'id --json' prints.</summary>
internal sealed record IdJson(string Identity, string DataFolder);
