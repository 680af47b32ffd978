using Microsoft.AspNetCore.Http;
using Usher.Core;
using Usher.Server.Management;

namespace Usher.Server.Access;

/// <summary>The features that the token of a request is for. A request without such a token may ask about all.</summary>
internal static class RequestScope
{
    /// <summary>Null: all features.</summary>
    internal static FeatureScope? Of(HttpContext context) => context.Features.Get<Actor>()?.Scope;

    /// <summary>Whether the request may see a feature.</summary>
    internal static bool Covers(HttpContext context, PoolId pool) => Of(context)?.Covers(pool) ?? true;

    /// <summary>Looks whether the request may ask about a feature.</summary>
    /// <exception cref="AdminException">It may not (403).</exception>
    internal static void Require(HttpContext context, PoolId pool)
    {
        if (Of(context) is { } scope && !scope.Covers(pool))
            throw Outside(scope);
    }

    /// <summary>Looks whether the request names a feature, by a name that stands for nothing else.</summary>
    /// <exception cref="AdminException">It does not, and must (403).</exception>
    internal static void RequireNamed(HttpContext context, string? feature)
    {
        if (Of(context) is { } scope && !(feature is { Length: > 0 } && scope.Covers(feature)))
            throw Outside(scope);
    }

    /// <summary>The same, but naming none is fine: the route leaves out what is not covered.</summary>
    /// <exception cref="AdminException">It names another (403).</exception>
    internal static void RequireIfNamed(HttpContext context, string? feature)
    {
        if (!string.IsNullOrEmpty(feature))
            RequireNamed(context, feature);
    }

    private static AdminException Outside(FeatureScope scope) => new(StatusCodes.Status403Forbidden, AccessFaults.OutsideScope(scope));
}
