using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Usher.Server.Access;
using Usher.Server.Hosting;

namespace Usher.Server.Management.Routes;

/// <summary>The administration API: the same routes on every listener, each with the role that it needs.</summary>
internal static class AdminApi
{
    /// <summary>Where every route begins.</summary>
    internal const string Root = "/api/v1";

    /// <summary>Maps everything.</summary>
    internal static void Map(IEndpointRouteBuilder routes, ServerCore core)
    {
        var root = routes.MapGroup(Root);
        MapServer(root, core);
        MapLicenses(root, core);
        MapSeats(root, core);
        MapPorts(root, core);
    }

    private static void MapServer(RouteGroupBuilder routes, ServerCore core)
    {
        var server = new ServerRoutes(core);
        routes.MapGet("/server", server.Get).For(Role.Viewer);
        routes.MapPost("/log/verify", server.VerifyLogAsync).For(Role.Administrator);
    }

    private static void MapLicenses(RouteGroupBuilder routes, ServerCore core)
    {
        var licenses = new LicenseRoutes(core);
        routes.MapGet("/licenses", licenses.List).For(Role.Viewer);
        routes.MapPost("/licenses/check", licenses.CheckAsync).For(Role.Operator);
        routes.MapPost("/licenses", licenses.AddAsync).For(Role.Administrator);
        routes.MapDelete("/licenses/{id}", licenses.RemoveAsync).For(Role.Administrator);
    }

    private static void MapSeats(RouteGroupBuilder routes, ServerCore core)
    {
        var seats = new SeatRoutes(core);
        routes.MapGet("/features", seats.Features).For(Role.Viewer);
        routes.MapGet("/leases", seats.LeasesAsync).For(Role.Viewer);
        var revoking = new RevokeRoute(core);
        routes.MapPost("/leases/{id}/revoke", revoking.RevokeAsync).For(Role.Operator);
    }

    private static void MapPorts(RouteGroupBuilder routes, ServerCore core)
    {
        var ports = new PortRoutes(core);
        routes.MapGet("/ports", ports.ListAsync).For(Role.Viewer);
        routes.MapGet("/ports/identities", ports.Identities).For(Role.Viewer);
        routes.MapGet("/ports/exposure", ports.Exposure).For(Role.Viewer);
    }
}
