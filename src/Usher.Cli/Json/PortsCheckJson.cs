using Usher.Server.Management.Contract;

namespace Usher.Cli.Output;

/// <summary>What 'ports check --json' prints.</summary>
internal sealed record PortsCheckJson(IReadOnlyList<PortRow> Listeners, IReadOnlyList<string> Free, string? Hint);
