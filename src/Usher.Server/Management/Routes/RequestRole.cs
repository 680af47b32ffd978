using Microsoft.AspNetCore.Http;
using Usher.Server.Access;

namespace Usher.Server.Management.Routes;

/// <summary>The role that a request names.</summary>
internal static class RequestRole
{
    /// <exception cref="AdminException">There is no such role (400).</exception>
    internal static Role Read(string? text) => RoleText.Read(text) ?? throw new AdminException(
        StatusCodes.Status400BadRequest, AdminFaults.BadRequest("'role' must be viewer, operator or administrator"));
}
