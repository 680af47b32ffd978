namespace Usher.Server.Access;

/// <summary>
/// Who asks the administration: a feature of the connection, or of the request, put there by whatever let it in.
/// </summary>
/// <param name="Name">For the audit: <c>uid 1000</c>, <c>ada</c>, <c>ada, token 0123456789ab</c>.</param>
/// <param name="Role">What it may.</param>
internal sealed record Actor(string Name, Role Role)
{
    /// <summary>The account; null for the owner on the Unix socket, and for a token that is nobody's.</summary>
    internal string? User { get; init; }

    /// <summary>The id of the token that was shown; null: none.</summary>
    internal string? Token { get; init; }

    /// <summary>The features that the token is for; null: all.</summary>
    internal FeatureScope? Scope { get; init; }

    /// <summary>What the cookie named; null: there was none.</summary>
    internal Session? Session { get; init; }

    /// <summary>When token or session end by themselves; null: they do not.</summary>
    internal DateTimeOffset? Until { get; init; }
}
