namespace Usher.Server.Access;

/// <summary>A token as the server remembers it: not enough to use it.</summary>
/// <param name="Id">12 hex digits; no secret.</param>
/// <param name="Label">What it is for.</param>
/// <param name="Role">The most it may.</param>
/// <param name="Secret">SHA-256 of the token, in hex.</param>
/// <param name="Owner">The user whose it is; null: nobody's.</param>
/// <param name="IssuedAt">When.</param>
/// <param name="IssuedBy">Who did it.</param>
/// <param name="ExpiresAt">The first instant at which it is worth nothing.</param>
/// <param name="Scope">The features that it is for; null: all.</param>
internal sealed record IssuedToken(
    string Id, string Label, Role Role, string Secret, string? Owner, DateTimeOffset IssuedAt, string IssuedBy, DateTimeOffset ExpiresAt,
    FeatureScope? Scope)
{
    /// <summary>Whether its time is over.</summary>
    internal bool HasExpired(DateTimeOffset now) => now >= ExpiresAt;
}
