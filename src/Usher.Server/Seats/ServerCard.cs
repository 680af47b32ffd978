namespace Usher.Server.Seats;

/// <summary>What a server says of itself to clients.</summary>
/// <param name="Identity">SHA-256 of its public key: 64 hex digits.</param>
/// <param name="Version">The program's version.</param>
/// <param name="AdminUrl">Where it is managed; empty when there is nothing.</param>
/// <param name="StartedAt">When it began to serve.</param>
internal sealed record ServerCard(string Identity, string Version, Func<string> AdminUrl, DateTimeOffset StartedAt);
