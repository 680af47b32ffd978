using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Usher.Server.Management.Routes;

/// <summary>Reads the JSON of a request.</summary>
internal static class JsonBody
{
    /// <summary>Reads it whole.</summary>
    /// <exception cref="AdminException">It is not said to be JSON (415), or is <c>null</c> (400).</exception>
    internal static async Task<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        if (!context.Request.HasJsonContentType())
            throw new AdminException(StatusCodes.Status415UnsupportedMediaType, AdminFaults.BadRequest("it must be JSON, and say so by 'Content-Type: application/json'"));
        return await context.Request.ReadFromJsonAsync(type, cancellationToken)
            ?? throw new AdminException(StatusCodes.Status400BadRequest, AdminFaults.BadRequest("it is null"));
    }
}
