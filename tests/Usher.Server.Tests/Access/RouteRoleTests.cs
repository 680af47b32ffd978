using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Usher.Server.Access;
using Usher.Server.Hosting;
using Usher.Server.Management;
using Usher.Server.Tests.Hosting;

namespace Usher.Server.Tests.Access;

/// <summary>
/// Every route there is, with every role, through the pipeline that requests go through. Behind the gate a mark stands in
/// place of the route's own work, so nothing happens.
/// </summary>
public sealed class RouteRoleTests : IAsyncLifetime
{
    private const int Passed = 299;

    private CoreScenario scenario = null!;
    private WebApplication app = null!;
    private RequestDelegate pipeline = null!;

    public async ValueTask InitializeAsync()
    {
        scenario = await CoreScenario.StartAsync();
        app = Build(scenario.Core, routes => AdminPipeline.Map(routes, scenario.Core));
        pipeline = ((IApplicationBuilder)app).Build();
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await scenario.DisposeAsync();
    }

    [Fact]
    public async Task Exactly_those_whose_role_a_route_names_get_past_the_gate()
    {
        var knocked = 0;
        foreach (var route in Routes(app))
        {
            foreach (var method in Methods(route))
            {
                foreach (var has in (Role?[])[null, Role.Viewer, Role.Operator, Role.Administrator])
                {
                    var required = route.Metadata.GetMetadata<RequiredRole>();
                    Assert.True(required is not null, $"{route.DisplayName} names no role");
                    var expected = required.Role is not { } needs || has >= needs ? Passed : has is null ? 401 : 403;
                    Assert.Equal((method, route.RoutePattern.RawText, has, expected), (method, route.RoutePattern.RawText, has, await KnockAsync(route, method, has)));
                    knocked++;
                }
            }
        }

        Assert.True(knocked >= 4 * 18, $"only {knocked} knocks: where are the routes?");
    }

    [Fact]
    public async Task A_token_for_features_gets_past_the_gate_only_where_a_route_keeps_to_them()
    {
        var scope = new FeatureScope(["cad"]);
        foreach (var route in Routes(app))
        {
            var (needs, keeps) = (route.Metadata.GetMetadata<RequiredRole>()!.Role, route.Metadata.GetMetadata<KeepsToFeatures>() is not null);
            foreach (var (method, has) in Methods(route).SelectMany(method => Enum.GetValues<Role>().Select(role => (method, role))))
            {
                var expected = needs is null || (has >= needs && keeps) ? Passed : 403;
                Assert.Equal((method, route.RoutePattern.RawText, has, expected), (method, route.RoutePattern.RawText, has, await KnockAsync(route, method, has, scope)));
            }
        }
    }

    [Fact]
    public void The_routes_that_keep_to_the_features_of_a_token_are_these_and_no_others() => Assert.Equal(
        [
            "DELETE /queue/{id}", "DELETE /tokens/{id}", "GET /denials", "GET /denials/counts", "GET /events", "GET /features",
            "GET /features/{vendor}/{feature}", "GET /history", "GET /history/{vendor}/{feature}", "GET /leases", "GET /leases/{id}", "GET /me",
            "GET /queue", "GET /server", "GET /sessions", "POST /leases/{id}/revoke",
        ],
        Routes(app).Where(route => route.Metadata.GetMetadata<KeepsToFeatures>() is not null)
            .SelectMany(route => Methods(route).Select(method => $"{method} {route.RoutePattern.RawText!["/api/v1".Length..]}"))
            .Order(StringComparer.Ordinal));

    [Fact]
    public void The_routes_that_need_no_name_are_these_and_no_others() => Assert.Equal(
        ["/api/v1/login", "/api/v1/logout"],
        Routes(app).Where(route => route.Metadata.GetMetadata<RequiredRole>() is { Role: null })
            .Select(route => route.RoutePattern.RawText).Except(PublicElsewhere).Order());

    [Fact]
    public async Task A_route_without_a_role_would_be_found_and_is_closed()
    {
        await using var other = Build(scenario.Core, routes => routes.MapGet("/forgotten", () => { }));
        pipeline = ((IApplicationBuilder)other).Build();
        var route = Assert.Single(Routes(other));

        Assert.Null(route.Metadata.GetMetadata<RequiredRole>());
        Assert.Equal(403, await KnockAsync(route, "GET", Role.Administrator));
    }

    /// <summary>Routes for anybody that say nothing about seats or people: whoever adds one says here why.</summary>
    private static readonly string[] PublicElsewhere =
    [
        "/healthz", // Only "ok" or not.
        "/readyz", // The same.
        "/api/v1/leases", // POST: seats, as on 1203/tcp, where they need no name either.
        "/api/v1/leases/{id}", // PUT and DELETE: need the lease's own secret.
        "/openapi/v1.json", // The description of the API, which is in the source anyway.
    ];

    private static WebApplication Build(ServerCore core, Action<IEndpointRouteBuilder> map)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "usher" });
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore().AddLogging();
        builder.Services.Configure<JsonOptions>(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, AdminJson.Default));
        var app = builder.Build();
        AdminPipeline.UseGates(app, core, TimeProvider.System);
        var group = app.MapGroup("");
        ((IEndpointConventionBuilder)group).Finally(route => route.RequestDelegate = context =>
        {
            context.Response.StatusCode = Passed;
            return Task.CompletedTask;
        });
        map(group);
        ((IApplicationBuilder)app).UseEndpoints(_ => { });
        return app;
    }

    private static IEnumerable<RouteEndpoint> Routes(WebApplication app) =>
        ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    private static IEnumerable<string> Methods(RouteEndpoint route) =>
        route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["GET"];

    private async Task<int> KnockAsync(RouteEndpoint route, string method, Role? has, FeatureScope? scope = null)
    {
        var context = new DefaultHttpContext { RequestServices = app.Services };
        context.Request.Method = method;
        context.Request.Path = PathOf(route);
        context.Response.Body = Stream.Null;
        if (has is { } role)
            context.Features.Set(new Actor("test", role) { Scope = scope });
        await pipeline(context);
        return context.Response.StatusCode;
    }

    /// <summary>A path that the route matches: any text in place of each parameter.</summary>
    private static string PathOf(RouteEndpoint route) => "/" + string.Join('/', route.RoutePattern.PathSegments.Select(
        segment => string.Concat(segment.Parts.Select(part => part is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal
            ? literal.Content
            : part is Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator ? separator.Content : "1"))));
}
