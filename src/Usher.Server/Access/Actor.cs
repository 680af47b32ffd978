namespace Usher.Server.Access;

/// <summary>
/// Who asks the administration: a feature of the connection, or of the request, put there by whatever let it in.
/// </summary>
/// <param name="Name">For the audit: <c>uid 1000</c>.</param>
/// <param name="Role">What it may.</param>
internal sealed record Actor(string Name, Role Role);
