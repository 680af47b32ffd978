namespace Usher.Server.Management.Contract;

/// <summary>Shows a password: <c>POST /api/v1/login</c>.</summary>
/// <param name="User">Up to 64 characters.</param>
/// <param name="Password">Up to 256 characters.</param>
/// <param name="Token">Makes a token in place of a session; null: starts a session, known by a cookie.</param>
public sealed record LoginRequest(string? User, string? Password, TokenRequest? Token = null);

/// <summary>Somebody is logged in.</summary>
/// <param name="Me">Who.</param>
/// <param name="Token">The token, when one was asked for.</param>
public sealed record LoginOutcome(Me Me, TokenSecretRow? Token);

/// <summary>Who asks: <c>GET /api/v1/me</c>.</summary>
/// <param name="Name">As the audit has it.</param>
/// <param name="User">The account; null for the owner on the Unix socket and for a token that is nobody's.</param>
/// <param name="Role"><c>viewer</c>, <c>operator</c> or <c>administrator</c>.</param>
/// <param name="By"><c>session</c>, <c>token</c> or <c>socket</c>.</param>
/// <param name="Token">The id of the token that was shown; null: none.</param>
/// <param name="Until">When session or token end by themselves; null: they do not.</param>
/// <param name="Features">The only ones that the token is for; null: all.</param>
public sealed record Me(
    string Name, string? User, string Role, string By, string? Token, DateTimeOffset? Until, IReadOnlyList<string>? Features);
