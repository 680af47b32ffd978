namespace Usher.Cli.Admin;

/// <summary>A server that this user logged in to: an entry of <c>logins.json</c>.</summary>
/// <param name="Server"><c>host:port</c>.</param>
/// <param name="Identity">The server's: 64 hex digits. Only it is ever sent the token.</param>
/// <param name="Token">Secret; null: only the identity is known.</param>
/// <param name="TokenId">To revoke it.</param>
/// <param name="User">Whose it is.</param>
/// <param name="Role">What it may, when it was made.</param>
/// <param name="ExpiresAt">When it ends.</param>
internal sealed record Login(
    string Server, string Identity, string? Token, string? TokenId, string? User, string? Role, DateTimeOffset? ExpiresAt);

/// <summary>What <c>logins.json</c> holds.</summary>
/// <param name="Servers">One entry for each server.</param>
internal sealed record LoginFile(IReadOnlyList<Login> Servers);
