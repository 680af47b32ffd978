namespace Usher.Cli.Output;

/// <summary>What 'login --json' prints: everything but the token.</summary>
internal sealed record LoginJson(
    string Server, string Identity, string? User, string Role, string? TokenId, DateTimeOffset? ExpiresAt, string File);

/// <summary>What 'logout --json' prints.</summary>
/// <param name="Server">Which.</param>
/// <param name="WasLoggedIn">Whether there was a login to forget.</param>
/// <param name="Revoked">Whether the server took the token back.</param>
internal sealed record LogoutJson(string Server, bool WasLoggedIn, bool Revoked);
