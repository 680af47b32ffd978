using Microsoft.AspNetCore.Builder;

namespace Usher.Server.Access;

/// <summary>How routes say it.</summary>
internal static class RequiredRoles
{
    /// <summary>For this role and those above it.</summary>
    internal static TBuilder For<TBuilder>(this TBuilder route, Role role)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RequiredRole(role));

    /// <summary>Also for tokens that are for some features: the route shows and does nothing of others.</summary>
    internal static TBuilder KeepsToFeatures<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(Access.KeepsToFeatures.Mark);

    /// <summary>For anybody, without a name: health, log-in, the description of the API.</summary>
    internal static TBuilder ForAnybody<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RequiredRole(Role: null));
}
