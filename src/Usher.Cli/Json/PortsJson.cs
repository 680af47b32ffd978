using System.Net;
using Usher.Ports;

namespace Usher.Cli.Output;

/// <summary>What 'ports list --json' and 'ports show --json' print.</summary>
internal sealed record PortsJson(IReadOnlyList<PortUseJson> Ports);

/// <summary>What a port is for.</summary>
internal sealed record PortUseJson(
    int? First, int? Last, IReadOnlyList<string> Transports, string? Service, string Description, string? Range,
    string? Manager, IReadOnlyList<string> Processes, bool Guarded, string Source, IReadOnlyList<FirewallRules>? Firewall)
{
    /// <summary>Of a row, with firewall commands when there are trusted networks to write them for.</summary>
    public static PortUseJson From(PortUse use, IReadOnlyList<IPNetwork>? trusted) => new(
        use.First, use.Last, [.. use.Transports.Select(transport => transport.Name())], use.Service, use.Description,
        use.First is { } first ? PortRanges.Of(first).Name() : null, use.Manager, use.Processes, use.IsGuarded, use.Source,
        trusted is null ? null : Firewalls.For(use, trusted));
}
