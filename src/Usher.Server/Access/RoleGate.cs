using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Usher.Server.Management;

namespace Usher.Server.Access;

/// <summary>
/// Compares who asks with what the route asks for. Deny by default: a route that names no role is closed, and one that does
/// not say that it keeps to a token's features is closed to tokens that have some.
/// </summary>
internal sealed partial class RoleGate(RequestDelegate next, ILogger<RoleGate> logger)
{
    /// <summary>Handles one request, after routing.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        // What routing itself answers, that the method is wrong, is none of ours.
        if (context.GetEndpoint() is not RouteEndpoint route)
            return next(context);
        if (route.Metadata.GetMetadata<RequiredRole>() is not { } required)
        {
            LogClosed(context.Request.Method, context.Request.Path);
            throw new AdminException(StatusCodes.Status403Forbidden, AccessFaults.Closed());
        }

        if (required.Role is { } role)
            Check(context, role, route.Metadata.GetMetadata<KeepsToFeatures>() is not null);
        return next(context);
    }

    private static void Check(HttpContext context, Role role, bool keepsToFeatures)
    {
        var actor = context.Features.Get<Actor>() ?? throw new AdminException(StatusCodes.Status401Unauthorized, AccessFaults.NotKnown());
        if (actor.Role < role)
            throw new AdminException(StatusCodes.Status403Forbidden, AccessFaults.RoleTooLow(actor.Role, role));
        if (actor.Scope is { } scope && !keepsToFeatures)
            throw new AdminException(StatusCodes.Status403Forbidden, AccessFaults.OutsideScope(scope));
    }

    [LoggerMessage(1512, LogLevel.Error, "{Method} {Path} names no role, so nobody may use it: a fault in this program")]
    private partial void LogClosed(string method, PathString path);
}
