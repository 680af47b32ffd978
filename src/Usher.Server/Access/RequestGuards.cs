using Microsoft.AspNetCore.Http;
using Usher.Server.Management;
using Usher.Server.Networks;

namespace Usher.Server.Access;

/// <summary>
/// What a request over the network must pass before anybody looks at what it wants: the right name of the server, and
/// not too many from one address. Every answer tells browsers to be careful with it.
/// </summary>
internal sealed class RequestGuards(RequestDelegate next, HostNames hosts, RequestRates rates)
{
    /// <summary>Handles one request.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        SecurityHeaders.Set(context);
        // The owner on the Unix socket needs no protection from himself.
        if (context.Features.Get<NetworkCaller>() is not { } caller)
            return next(context);
        if (rates.Take(caller.Address) is { } wait)
            throw new AdminException(StatusCodes.Status429TooManyRequests, AccessFaults.TooManyRequests()) { RetryAfter = wait };
        if (!hosts.Contains(context.Request.Host))
            throw new AdminException(StatusCodes.Status421MisdirectedRequest, AccessFaults.WrongHost($"{context.Request.Host}"));
        return next(context);
    }
}
