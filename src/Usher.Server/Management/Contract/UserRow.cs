namespace Usher.Server.Management.Contract;

/// <summary>Users: <c>GET /api/v1/users</c>.</summary>
/// <param name="Users">In order of name.</param>
public sealed record UserList(IReadOnlyList<UserRow> Users);

/// <summary>One user.</summary>
/// <param name="Name">Unique in either case.</param>
/// <param name="Role"><c>viewer</c>, <c>operator</c> or <c>administrator</c>.</param>
/// <param name="AddedAt">When.</param>
/// <param name="AddedBy">Who did it.</param>
/// <param name="PasswordSetAt">When the password was last set.</param>
public sealed record UserRow(string Name, string Role, DateTimeOffset AddedAt, string AddedBy, DateTimeOffset PasswordSetAt);

/// <summary>Adds a user: <c>POST /api/v1/users</c>.</summary>
/// <param name="Name">1 to 64 letters, digits and <c>. _ - @</c>.</param>
/// <param name="Role"><c>viewer</c>, <c>operator</c> or <c>administrator</c>.</param>
/// <param name="Password">12 to 256 characters.</param>
/// <param name="First">Only if there is no administrator yet.</param>
public sealed record UserRequest(string? Name, string? Role, string? Password, bool First = false);

/// <summary>Sets a password: <c>PUT /api/v1/users/{name}/password</c>.</summary>
/// <param name="Password">The new one, 12 to 256 characters.</param>
/// <param name="Current">The old one, for one's own password in a session; administrators need none for others.</param>
public sealed record PasswordRequest(string? Password, string? Current = null);

/// <summary>Sets a role: <c>PUT /api/v1/users/{name}/role</c>.</summary>
/// <param name="Role"><c>viewer</c>, <c>operator</c> or <c>administrator</c>.</param>
public sealed record RoleRequest(string? Role);
