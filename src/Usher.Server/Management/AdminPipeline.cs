using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Usher.Server.Access;
using Usher.Server.Hosting;
using Usher.Server.Management.Routes;
using Usher.Server.Networks;
using Usher.Server.Tracing;

namespace Usher.Server.Management;

/// <summary>What every request of the administration goes through, in this order, whatever listener it came by.</summary>
internal static class AdminPipeline
{
    /// <summary>Everything in front of the routes.</summary>
    internal static void UseGates(IApplicationBuilder app, ServerCore core, TimeProvider time)
    {
        app.UseMiddleware<RequestTraces>(core.Tracer, time);
        app.UseMiddleware<ProblemResponses>();
        app.UseMiddleware<RequestGuards>(
            new HostNames(core.Options.Access.Hosts, Environment.MachineName),
            new RequestRates(core.Options.Access.RequestsPerSecond, time));
        app.UseMiddleware<Identification>(core.Access);
        app.UseRouting();
        app.UseMiddleware<RoleGate>();
    }

    /// <summary>All routes. One that is mapped here is knocked at by the test of routes and roles.</summary>
    internal static void Map(IEndpointRouteBuilder routes, ServerCore core) => AdminApi.Map(routes, core);
}
