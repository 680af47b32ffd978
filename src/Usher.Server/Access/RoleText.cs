namespace Usher.Server.Access;

/// <summary>Roles as people and files write them.</summary>
internal static class RoleText
{
    /// <summary>In small letters.</summary>
    internal static string Of(Role role) => role switch
    {
        Role.Viewer => "viewer",
        Role.Operator => "operator",
        Role.Administrator => "administrator",
    };

    /// <summary>Null when there is no such role.</summary>
    internal static Role? Read(string? text) => Enum.GetValues<Role>().Cast<Role?>()
        .FirstOrDefault(role => string.Equals(Of(role!.Value), text, StringComparison.OrdinalIgnoreCase));
}
