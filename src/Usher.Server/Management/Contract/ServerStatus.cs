namespace Usher.Server.Management.Contract;

/// <summary>The server at a glance: <c>GET /api/v1/server</c>.</summary>
/// <param name="Identity">64 hex digits, for the vendor.</param>
/// <param name="Version">Of Usher.</param>
/// <param name="Pid">Its process.</param>
/// <param name="StartedAt">By the server's clock.</param>
/// <param name="Time">The server's clock now.</param>
/// <param name="DataFolder">Absolute path.</param>
/// <param name="Endpoints">Where it listens.</param>
/// <param name="Condition">Whether it serves.</param>
/// <param name="Counters">Since the start.</param>
/// <param name="Licenses">Installed licenses.</param>
/// <param name="Features">Features that they grant.</param>
public sealed record ServerStatus(
    string Identity,
    string Version,
    int Pid,
    DateTimeOffset StartedAt,
    DateTimeOffset Time,
    string DataFolder,
    IReadOnlyList<EndpointStatus> Endpoints,
    ConditionStatus Condition,
    CounterStatus Counters,
    int Licenses,
    int Features);

/// <summary>Where the server listens.</summary>
/// <param name="Name"><c>seats</c>, <c>validation</c>, <c>discovery</c> or <c>admin</c>.</param>
/// <param name="Address"><c>host:port</c>, or the path of a socket. Management has one of each.</param>
/// <param name="Transport">Seats: <c>tls</c> or <c>tcp</c> (plaintext). Validation and discovery: <c>udp</c>. Management: <c>https</c>, <c>http</c> (plaintext) or <c>unix</c>.</param>
/// <param name="Fault">Why it does not listen there although it should; null when it does.</param>
public sealed record EndpointStatus(string Name, string Address, string Transport, ServerFault? Fault = null);

/// <summary>Whether the server grants seats.</summary>
/// <param name="State"><c>serving</c> or <c>refusing</c>.</param>
/// <param name="Fault">Why it refuses; null when it serves.</param>
public sealed record ConditionStatus(string State, ServerFault? Fault);

/// <summary>Counts since the start.</summary>
/// <param name="ConnectionsDropped">Connections from networks that are not trusted.</param>
/// <param name="ClockLeaps">How often the machine's clock was found ahead and followed.</param>
public sealed record CounterStatus(long ConnectionsDropped, int ClockLeaps);
