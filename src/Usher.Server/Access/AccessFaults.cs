namespace Usher.Server.Access;

/// <summary>The wording of what keeps somebody out of the administration.</summary>
internal static class AccessFaults
{
    internal static ServerFault NotKnown() => new(
        ServerCodes.NotAuthenticated,
        "the request does not say who asks",
        "send a token in the header 'Authorization: Bearer …', or log in");

    internal static ServerFault RoleTooLow(Role has, Role needs) => new(
        ServerCodes.RoleTooLow,
        $"this needs the role {Text(needs)}; yours is {Text(has)}",
        "ask an administrator for a token of that role");

    internal static ServerFault Closed() => new(
        ServerCodes.RoleTooLow, "nobody may use this route", "report it: a route must name the role that it needs");

    /// <summary>A role as people and files write it.</summary>
    internal static string Text(Role role) => role switch
    {
        Role.Viewer => "viewer",
        Role.Operator => "operator",
        Role.Administrator => "administrator",
    };
}
