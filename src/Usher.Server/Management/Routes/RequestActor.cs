using Microsoft.AspNetCore.Http;
using Usher.Server.Access;

namespace Usher.Server.Management.Routes;

/// <summary>Who asks, for the audit.</summary>
internal static class RequestActor
{
    /// <summary>The name that whatever let the connection in gave it.</summary>
    /// <exception cref="InvalidOperationException">A listener without a gate: a fault in this program.</exception>
    internal static string Of(HttpContext context) => Who(context).Name;

    /// <summary>The same with role and account.</summary>
    /// <exception cref="InvalidOperationException">A listener without a gate: a fault in this program.</exception>
    internal static Actor Who(HttpContext context) => context.Features.Get<Actor>()
        ?? throw new InvalidOperationException("a request reached the administration without an actor");
}
