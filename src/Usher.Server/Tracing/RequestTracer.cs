using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Usher.Server.Tracing;

/// <summary>
/// Makes a span of a request of the administration, if anybody listens. It says method, route and status, by the names of
/// OpenTelemetry, and nothing of who asked, from where, or for what: no address, name, query or body.
/// </summary>
internal sealed class RequestTracer : IDisposable
{
    /// <summary>A method that is none of HTTP's own: its name could be anything.</summary>
    private const string OtherMethod = "_OTHER";

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"];

    /// <summary>This server's own: another one in the process has another.</summary>
    internal ActivitySource Source { get; } = new("Usher.Management", Hosting.ServerVersion.Text);

    /// <summary>Begins a span, as a child of the caller's if the request names it; null: nobody listens, or it is not sampled.</summary>
    internal Activity? Start(HttpRequest request, DateTimeOffset now)
    {
        if (!Source.HasListeners())
            return null;
        ActivityContext.TryParse(request.Headers.TraceParent, traceState: null, isRemote: true, out var caller);
        // Without a caller it is the root: what ASP.NET Core may have begun by itself is never sent.
        Activity.Current = null;
        var method = Methods.Contains(request.Method, StringComparer.Ordinal) ? request.Method : OtherMethod;
        var span = Source.StartActivity(method, ActivityKind.Server, caller, startTime: now);
        return span?.SetTag("http.request.method", method);
    }

    /// <summary>Ends it.</summary>
    internal static void End(Activity span, HttpContext context, DateTimeOffset now)
    {
        if (context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route })
        {
            span.DisplayName = $"{span.OperationName} {route}";
            span.SetTag("http.route", route);
        }

        span.SetTag("http.response.status_code", context.Response.StatusCode);
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
            span.SetStatus(ActivityStatusCode.Error);
        span.SetEndTime(now.UtcDateTime);
        span.Stop();
    }

    /// <inheritdoc />
    public void Dispose() => Source.Dispose();
}
