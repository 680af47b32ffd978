namespace Usher.Cli.Output;

/// <summary>What 'version --json' prints.</summary>
internal sealed record VersionJson(string Version, string Runtime, string Platform, uint Protocol);
