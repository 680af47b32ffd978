using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Usher.Server.Access;

namespace Usher.Server.Management.OpenApi;

/// <summary>The description of the API, for tools that make clients. Anybody may read it: it says nothing of this server.</summary>
internal static class OpenApiRoute
{
    /// <summary>Where it is.</summary>
    internal const string Path = "/openapi/v1.json";

    private static readonly Lazy<string> Document = new(OpenApiDocument.Write);

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, Get).ForAnybody();

    private static ContentHttpResult Get() => TypedResults.Text(Document.Value, "application/json");
}
