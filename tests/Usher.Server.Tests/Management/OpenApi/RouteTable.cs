using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Usher.Server.Access;
using Usher.Server.Management.Routes;
using Usher.Server.Tests.Hosting;

namespace Usher.Server.Tests.Management.OpenApi;

/// <summary>Every route of the API, as it is mapped.</summary>
internal static class RouteTable
{
    /// <summary>Path, method in lower case, and role.</summary>
    public static async Task<List<(string Path, string Method, string Role)>> ReadAsync()
    {
        await using var scenario = await CoreScenario.StartAsync();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "usher" });
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore().AddLogging();
        await using var app = builder.Build();
        AdminApi.Map(app, scenario.Core);
        return
        [
            .. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().SelectMany(route =>
                route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => (
                    route.RoutePattern.RawText!,
                    method.ToLowerInvariant(),
                    route.Metadata.GetMetadata<RequiredRole>()!.Role is { } role ? $"{role}".ToLowerInvariant() : "anybody"))),
        ];
    }
}
