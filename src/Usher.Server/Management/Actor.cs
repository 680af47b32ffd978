namespace Usher.Server.Management;

/// <summary>Who asks the administration; a feature of the connection, put there by whatever let it in.</summary>
/// <param name="Name">For the audit: <c>uid 1000</c>.</param>
internal sealed record Actor(string Name);
