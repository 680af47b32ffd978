using System.Net;

namespace Usher.Ports;

/// <summary>A socket that takes what comes to a port: a TCP socket that listens, or a UDP socket that is not connected.</summary>
public sealed record Listener
{
    /// <summary>TCP or UDP.</summary>
    public required Transport Transport { get; init; }

    /// <summary>What it is bound to; 0.0.0.0 or :: is every address.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>1 to 65535.</summary>
    public required ushort Port { get; init; }

    /// <summary>Whether a socket on IPv6 takes IPv4 as well. True when the system does not say.</summary>
    public bool IsDualStack { get; init; }

    /// <summary>The only interface that it takes from; null for all.</summary>
    public string? Interface { get; init; }

    /// <summary>The system's own number of the socket; 0 where it has none. A new socket has a new number.</summary>
    public long SocketId { get; init; }

    /// <summary>The user who made the socket; null when the system does not say.</summary>
    public string? Maker { get; init; }

    /// <summary>The processes that hold it, oldest process id first; empty when they are not visible.</summary>
    public IReadOnlyList<SocketOwner> Owners { get; init; } = [];

    /// <summary>The first of <see cref="Owners"/>: where several hold one socket, usually the parent.</summary>
    public SocketOwner? Owner => Owners.Count > 0 ? Owners[0] : null;

    /// <summary>The user of the process, else who made the socket.</summary>
    public string? User => Owner?.User ?? Maker;

    /// <summary>Bound to every address.</summary>
    public bool IsWildcard => Address.Equals(IPAddress.Any) || Address.Equals(IPAddress.IPv6Any);

    /// <summary>"1203/tcp".</summary>
    public string PortName => $"{Port}/{Transport.Name()}";

    /// <summary>"0.0.0.0:1203/tcp".</summary>
    public string Endpoint => $"{new IPEndPoint(Address, Port)}/{Transport.Name()}";
}
