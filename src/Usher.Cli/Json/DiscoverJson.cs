namespace Usher.Cli.Output;

/// <summary>What 'discover --json' prints.</summary>
internal sealed record DiscoverJson(IReadOnlyList<DiscoveredJson> Servers);

/// <summary>One server of it.</summary>
internal sealed record DiscoveredJson(
    string Identity, IReadOnlyList<string> Addresses, string Name, string Version, int? ManagementPort, string Signature, string? NamedBy);
