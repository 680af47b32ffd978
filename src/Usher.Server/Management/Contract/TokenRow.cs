namespace Usher.Server.Management.Contract;

/// <summary>Tokens: <c>GET /api/v1/tokens</c>.</summary>
/// <param name="Tokens">An administrator's question is answered with all, everybody else's with their own; newest first.</param>
public sealed record TokenList(IReadOnlyList<TokenRow> Tokens);

/// <summary>One token, without its secret.</summary>
/// <param name="Id">12 hex digits.</param>
/// <param name="Label">What it is for.</param>
/// <param name="Role">The most it may; never more than its owner.</param>
/// <param name="Owner">The user whose it is; null: nobody's.</param>
/// <param name="IssuedAt">When.</param>
/// <param name="IssuedBy">Who did it.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="LastUsedAt">Since the server started; null: not since then.</param>
/// <param name="Features">The only ones that it is for; null: all.</param>
public sealed record TokenRow(
    string Id, string Label, string Role, string? Owner, DateTimeOffset IssuedAt, string IssuedBy, DateTimeOffset ExpiresAt, DateTimeOffset? LastUsedAt,
    IReadOnlyList<string>? Features);

/// <summary>Asks for a token: <c>POST /api/v1/tokens</c>.</summary>
/// <param name="Label">What it is for: 1 to 64 letters, digits and <c>. _ - @</c>.</param>
/// <param name="Role">At most one's own; null: one's own.</param>
/// <param name="Days">1 to 3660; null: 90.</param>
/// <param name="Features">The only ones that it is for, <c>vendor/feature</c> or <c>feature</c>, 1 to 100; null: all. At most an operator's then.</param>
public sealed record TokenRequest(string? Label, string? Role = null, int? Days = null, IReadOnlyList<string>? Features = null);

/// <summary>A new token. Its secret is shown this once.</summary>
/// <param name="Token">What the server remembers.</param>
/// <param name="Secret">To be sent as <c>Authorization: Bearer …</c>; <c>usher_</c> and 72 hex digits.</param>
public sealed record TokenSecretRow(TokenRow Token, string Secret);
