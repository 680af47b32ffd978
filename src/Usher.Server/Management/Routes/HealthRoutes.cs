using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Usher.Protocol;
using Usher.Server.Access;
using Usher.Server.Hosting;

namespace Usher.Server.Management.Routes;

/// <summary>Whether the server lives, and whether it serves, for whoever restarts or routes: nothing about why in detail.</summary>
internal sealed class HealthRoutes(ServerCore core)
{
    private const string Fine = "ok\n";

    internal static void Map(IEndpointRouteBuilder routes, ServerCore core)
    {
        var health = new HealthRoutes(core);
        routes.MapGet("/healthz", Live).ForAnybody();
        routes.MapGet("/readyz", health.Ready).ForAnybody();
    }

    /// <summary>It answers; that is all.</summary>
    private static ContentHttpResult Live() => TypedResults.Text(Fine);

    /// <summary>503 and why, in general terms, when no seat is granted.</summary>
    internal ContentHttpResult Ready() => core.Desk.JournalFault is not null ? NotReady("the journal cannot be used")
        : core.Clock.Fault is { } fault ? NotReady(fault.Code == ErrorCodes.Restored ? "restored, and nothing new is granted yet" : "the clock is wrong")
        : TypedResults.Text(Fine);

    private static ContentHttpResult NotReady(string why) =>
        TypedResults.Text($"not ready: {why}\n", statusCode: StatusCodes.Status503ServiceUnavailable);
}
