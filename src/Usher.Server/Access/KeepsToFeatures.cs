namespace Usher.Server.Access;

/// <summary>
/// On a route: a token that is for some features may use it, because the route asks <see cref="RequestScope"/> itself, or tells
/// nothing of features. A route without it is closed to such tokens.
/// </summary>
internal sealed record KeepsToFeatures
{
    /// <summary>The one.</summary>
    internal static KeepsToFeatures Mark { get; } = new();
}
