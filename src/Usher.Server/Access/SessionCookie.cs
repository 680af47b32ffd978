using Microsoft.AspNetCore.Http;

namespace Usher.Server.Access;

/// <summary>
/// The cookie of a session. Over TLS its name binds it to this host (<c>__Host-</c>); scripts never see it, and other
/// sites never send it.
/// </summary>
internal static class SessionCookie
{
    /// <summary>Its name over TLS.</summary>
    internal const string Name = "__Host-usher";

    /// <summary>Its name on loopback without TLS, where browsers do not take the other.</summary>
    internal const string PlainName = "usher-session";

    /// <summary>What a request shows; null: nothing.</summary>
    internal static string? Read(HttpRequest request) =>
        request.Headers.Cookie.Count > 0 && request.Cookies[NameFor(request)] is { Length: > 0 } cookie ? cookie : null;

    /// <summary>Gives it to the caller.</summary>
    internal static void Write(HttpContext context, string cookie, TimeSpan lifeMax) =>
        context.Response.Cookies.Append(NameFor(context.Request), cookie, Options(context.Request, lifeMax));

    /// <summary>Takes it from the caller.</summary>
    internal static void Delete(HttpContext context) =>
        context.Response.Cookies.Delete(NameFor(context.Request), Options(context.Request, lifeMax: null));

    private static string NameFor(HttpRequest request) => request.IsHttps ? Name : PlainName;

    private static CookieOptions Options(HttpRequest request, TimeSpan? lifeMax) => new()
    {
        HttpOnly = true, Secure = request.IsHttps, SameSite = SameSiteMode.Strict, Path = "/", MaxAge = lifeMax,
    };
}
