namespace Usher.Server.Access;

/// <summary>On a route: the least role that may use it. A route without it is refused to everybody.</summary>
/// <param name="Role">Null: anybody whom the trusted networks let in, known or not.</param>
internal sealed record RequiredRole(Role? Role);
