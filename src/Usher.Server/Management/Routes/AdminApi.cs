using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Usher.Server.Hosting;

namespace Usher.Server.Management.Routes;

/// <summary>
/// The administration API. The same routes serve the Unix socket and, with roles, any other listener: reading and
/// changing are two groups, so that each can be guarded by itself.
/// </summary>
internal static class AdminApi
{
    /// <summary>Where every route begins.</summary>
    internal const string Root = "/api/v1";

    /// <summary>Maps everything.</summary>
    internal static void Map(IEndpointRouteBuilder routes, ServerCore core)
    {
        MapReading(routes.MapGroup(Root), core);
        MapChanging(routes.MapGroup(Root), core);
    }

    /// <summary>Routes that look and change nothing.</summary>
    internal static void MapReading(IEndpointRouteBuilder routes, ServerCore core)
    {
        var server = new ServerRoutes(core);
        routes.MapGet("/server", server.Get);
        routes.MapPost("/log/verify", server.VerifyLogAsync);
        var licenses = new LicenseRoutes(core);
        routes.MapGet("/licenses", licenses.List);
        routes.MapPost("/licenses/check", licenses.CheckAsync);
        var seats = new SeatRoutes(core);
        routes.MapGet("/features", seats.Features);
        routes.MapGet("/leases", seats.LeasesAsync);
        var ports = new PortRoutes(core);
        routes.MapGet("/ports", ports.ListAsync);
        routes.MapGet("/ports/identities", ports.Identities);
        routes.MapGet("/ports/exposure", ports.Exposure);
    }

    /// <summary>Routes that change something; each is journaled with who did it.</summary>
    internal static void MapChanging(IEndpointRouteBuilder routes, ServerCore core)
    {
        var licenses = new LicenseRoutes(core);
        routes.MapPost("/licenses", licenses.AddAsync);
        routes.MapDelete("/licenses/{id}", licenses.RemoveAsync);
        var revoking = new RevokeRoute(core);
        routes.MapPost("/leases/{id}/revoke", revoking.RevokeAsync);
    }
}
