using Microsoft.AspNetCore.Http;

namespace Usher.Server.Access;

/// <summary>What every answer of the administration tells browsers. A route that sets one of them itself is right.</summary>
internal static class SecurityHeaders
{
    /// <summary>For the API: nothing in it is a page.</summary>
    internal const string ApiPolicy = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>For pages: their own scripts, styles, images and requests, and nothing from elsewhere.</summary>
    internal const string PagePolicy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; object-src 'none'; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Called before the routes, and again when what they set was cleared for a problem.</summary>
    internal static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        var isApi = context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = isApi ? ApiPolicy : PagePolicy;
        if (isApi)
            headers.CacheControl = "no-store";
    }
}
