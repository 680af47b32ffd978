namespace Usher.Server.Management.Contract;

/// <summary>Who listens on watched ports now: <c>GET /api/v1/ports</c>.</summary>
/// <param name="Guarded">Whether the server watches (<c>Guard:Enabled</c>).</param>
/// <param name="Listeners">In order of port, transport and address.</param>
/// <param name="Hint">What more privilege would show; null when nothing is hidden.</param>
public sealed record PortList(bool Guarded, IReadOnlyList<PortRow> Listeners, string? Hint);

/// <summary>Whom the server takes for an Usher: <c>GET /api/v1/ports/identities</c>.</summary>
/// <param name="Identities">Its own, and those that installed licenses name.</param>
public sealed record PortIdentities(IReadOnlyList<PortIdentity> Identities);

/// <summary>An identity that may serve here.</summary>
/// <param name="Identity">64 hex digits.</param>
/// <param name="NamedBy">Who says so.</param>
public sealed record PortIdentity(string Identity, string NamedBy);

/// <summary>What the trusted networks have kept out: <c>GET /api/v1/ports/exposure</c>.</summary>
/// <param name="Trusted">The networks that may connect, as <c>Networks:Trusted</c> says it.</param>
/// <param name="Dropped">Connections from elsewhere that were dropped since the start.</param>
/// <param name="Forgotten">How many of them came from networks that <paramref name="Sources"/> had no room for.</param>
/// <param name="Sources">Where the others came from, newest first; 64 networks at most.</param>
public sealed record PortExposure(
    IReadOnlyList<string> Trusted, long Dropped, long Forgotten, IReadOnlyList<DroppedSource> Sources);

/// <summary>A network from which connections were dropped.</summary>
/// <param name="Network">A /24 of IPv4 or a /64 of IPv6.</param>
/// <param name="Dropped">How many.</param>
/// <param name="LastAt">The newest: UTC.</param>
/// <param name="LastAddress">Where the newest came from.</param>
public sealed record DroppedSource(string Network, long Dropped, DateTimeOffset LastAt, string LastAddress);
