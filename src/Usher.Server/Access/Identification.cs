using Microsoft.AspNetCore.Http;
using Usher.Server.Management;

namespace Usher.Server.Access;

/// <summary>
/// Finds out who makes a request over the network, by token or by cookie, and notes it. A change that a browser makes
/// must come from a page of this server: with a cookie it must say so, with anything else it must not say otherwise.
/// </summary>
internal sealed class Identification(RequestDelegate next, AccessControl access)
{
    private const string Scheme = "Bearer ";

    /// <summary>Handles one request.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<NetworkCaller>() is not { } caller)
            return next(context);
        var actor = Find(context.Request, caller);
        if (!IsSafe(context.Request.Method))
            CheckOrigin(context.Request, mustSay: actor?.Session is not null);
        if (actor is not null)
            context.Features.Set(actor);
        return next(context);
    }

    private Actor? Find(HttpRequest request, NetworkCaller caller)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return access.OfToken(authorization[Scheme.Length..].Trim(), caller.Address);
        return SessionCookie.Read(request) is { } cookie ? access.OfSession(cookie) : null;
    }

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static void CheckOrigin(HttpRequest request, bool mustSay)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0 ? mustSay : !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase))
            throw new AdminException(StatusCodes.Status403Forbidden, AccessFaults.WrongOrigin());
    }
}
