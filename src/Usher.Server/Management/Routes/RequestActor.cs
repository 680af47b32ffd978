using Microsoft.AspNetCore.Http;
using Usher.Server.Access;

namespace Usher.Server.Management.Routes;

/// <summary>Who asks, for the audit.</summary>
internal static class RequestActor
{
    /// <summary>The name that whatever let the connection in gave it.</summary>
    /// <exception cref="InvalidOperationException">A listener without a gate: a fault in this program.</exception>
    internal static string Of(HttpContext context) => context.Features.Get<Actor>()?.Name
        ?? throw new InvalidOperationException("a request reached the administration without an actor");
}
