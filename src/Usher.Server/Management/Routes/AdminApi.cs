using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Usher.Server.Access;
using Usher.Server.Hosting;
using Usher.Server.Management.Audit;
using Usher.Server.Management.Events;
using Usher.Server.Management.Leases;
using Usher.Server.Management.OpenApi;
using Usher.Server.Management.Reports;
using Usher.Server.Metrics;

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
        HistoryRoutes.Map(root, core);
        AuditRoute.Map(root, core);
        LeaseRoutes.Map(root, core);
        EventRoute.Map(root, core);
        HealthRoutes.Map(routes, core);
        OpenApiRoute.Map(routes);
        MapAccess(root, core);
        MapMetrics(routes, core);
    }

    /// <remarks>Not under <see cref="Root"/>: every scraper looks for it here.</remarks>
    private static void MapMetrics(IEndpointRouteBuilder routes, ServerCore core)
    {
        var metrics = routes.MapGet(MetricsRoute.Path, new MetricsRoute(core.Metrics).GetAsync);
        if (core.Options.Metrics.Anonymous)
            metrics.ForAnybody();
        else
            metrics.For(Role.Viewer);
    }

    private static void MapServer(RouteGroupBuilder routes, ServerCore core)
    {
        var server = new ServerRoutes(core);
        routes.MapGet("/server", server.Get).For(Role.Viewer).KeepsToFeatures();
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
        routes.MapGet("/features", seats.Features).For(Role.Viewer).KeepsToFeatures();
        routes.MapGet("/features/{vendor}/{feature}", seats.Feature).For(Role.Viewer).KeepsToFeatures();
        routes.MapGet("/leases", seats.LeasesAsync).For(Role.Viewer).KeepsToFeatures();
        routes.MapGet("/leases/{id}", seats.LeaseAsync).For(Role.Viewer).KeepsToFeatures();
        routes.MapGet("/queue", seats.QueueAsync).For(Role.Viewer).KeepsToFeatures();
        routes.MapDelete("/queue/{id}", new CancelRoute(core).CancelAsync).For(Role.Operator).KeepsToFeatures();
        var revoking = new RevokeRoute(core);
        routes.MapPost("/leases/{id}/revoke", revoking.RevokeAsync).For(Role.Operator).KeepsToFeatures();
    }

    private static void MapPorts(RouteGroupBuilder routes, ServerCore core)
    {
        var ports = new PortRoutes(core);
        routes.MapGet("/ports", ports.ListAsync).For(Role.Viewer);
        routes.MapGet("/ports/identities", ports.Identities).For(Role.Viewer);
        routes.MapGet("/ports/exposure", ports.Exposure).For(Role.Viewer);
    }

    private static void MapAccess(RouteGroupBuilder routes, ServerCore core)
    {
        var issue = new TokenIssue(core);
        var sessions = new SessionRoutes(core, issue);
        routes.MapPost("/login", sessions.LogInAsync).ForAnybody();
        routes.MapPost("/logout", sessions.LogOut).ForAnybody();
        routes.MapGet("/me", SessionRoutes.Me).For(Role.Viewer).KeepsToFeatures();
        var tokens = new TokenRoutes(core, issue);
        routes.MapGet("/tokens", tokens.List).For(Role.Viewer);
        routes.MapPost("/tokens", tokens.IssueAsync).For(Role.Viewer);
        routes.MapDelete("/tokens/{id}", tokens.RevokeAsync).For(Role.Viewer).KeepsToFeatures();
        var users = new UserRoutes(core);
        routes.MapGet("/users", users.List).For(Role.Administrator);
        routes.MapPost("/users", users.AddAsync).For(Role.Administrator);
        routes.MapDelete("/users/{name}", users.RemoveAsync).For(Role.Administrator);
        // Everybody's own; the route itself asks for an administrator where it is somebody else's.
        routes.MapPut("/users/{name}/password", users.SetPasswordAsync).For(Role.Viewer);
        routes.MapPut("/users/{name}/role", users.SetRoleAsync).For(Role.Administrator);
    }
}
