using Microsoft.AspNetCore.Http;

namespace Usher.Server.Access;

/// <summary>What every answer of the administration tells browsers. A route that has set one of them itself is right.</summary>
internal static class SecurityHeaders
{
    /// <summary>For the API: nothing in it is a page.</summary>
    internal const string ApiPolicy = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>For pages: their own scripts, styles, images and requests, and nothing from elsewhere.</summary>
    internal const string PagePolicy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; object-src 'none'; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Called when an answer begins.</summary>
    internal static Task Set(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        var isApi = context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);
        headers.TryAdd("X-Content-Type-Options", "nosniff");
        headers.TryAdd("X-Frame-Options", "DENY");
        headers.TryAdd("Referrer-Policy", "no-referrer");
        headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
        headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
        headers.TryAdd("Content-Security-Policy", isApi ? ApiPolicy : PagePolicy);
        if (isApi)
            headers.TryAdd("Cache-Control", "no-store");
        return Task.CompletedTask;
    }
}
