namespace Usher.Ports;

/// <summary>What a port, or a run of ports, is for: one row of the directory.</summary>
public sealed record PortUse
{
    /// <summary>The <see cref="Manager"/> of our own rows.</summary>
    public const string Usher = "Usher";

    /// <summary>First port; null when the administrator chooses the port.</summary>
    public required ushort? First { get; init; }

    /// <summary>Last port, at least <see cref="First"/>.</summary>
    public required ushort? Last { get; init; }

    /// <summary>TCP, UDP or both.</summary>
    public required IReadOnlyList<Transport> Transports { get; init; }

    /// <summary>The registered service name, such as <c>ssslic-mgr</c>; null when there is none.</summary>
    public string? Service { get; init; }

    /// <summary>One line; may be empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>The license manager that uses it; null when it is no license manager's in use today.</summary>
    public string? Manager { get; init; }

    /// <summary>Names of the processes that usually listen there, without ".exe".</summary>
    public IReadOnlyList<string> Processes { get; init; } = [];

    /// <summary>
    /// Whether the check judges and the watch reports whoever listens there. No for ports that much other software
    /// uses too, and for registrations that no license manager of today answers on.
    /// </summary>
    public bool IsGuarded { get; init; }

    /// <summary>Where the fact comes from.</summary>
    public required string Source { get; init; }

    /// <summary>Whether a license manager or a registered license service is meant.</summary>
    public bool IsLicense { get; init; }

    /// <summary>Whether it is about this port.</summary>
    public bool Covers(ushort port) => First is { } first && port >= first && port <= Last;

    /// <summary>Whether it is about this port on this transport.</summary>
    public bool Covers(ushort port, Transport transport) => Covers(port) && Transports.Contains(transport);

    /// <summary>"27000-27009/tcp", "6200/tcp+udp", or "any/tcp" when the administrator chooses.</summary>
    public override string ToString()
    {
        var ports = First is null ? "any" : First == Last ? $"{First}" : $"{First}-{Last}";
        return $"{ports}/{string.Join('+', Transports.Select(TransportNames.Name))}";
    }
}
