namespace Usher.Server.Tests.Discovery;

/// <summary>Tests that count datagrams, which all servers of the process count together: one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class DiscoveryCollection
{
    public const string Name = "discovery";
}
