namespace Usher.Server.Access;

/// <summary>Somebody who logged in with a password and is known by a cookie since.</summary>
/// <param name="Key">SHA-256 of the cookie, in hex.</param>
/// <param name="User">The account's name.</param>
/// <param name="StartedAt">When.</param>
internal sealed record Session(string Key, string User, DateTimeOffset StartedAt)
{
    /// <summary>The last request.</summary>
    internal DateTimeOffset SeenAt { get; set; } = StartedAt;
}
