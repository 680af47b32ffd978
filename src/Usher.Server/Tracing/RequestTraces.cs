using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Usher.Server.Tracing;

/// <summary>Traces each request; outermost, so that it sees the answer that the caller gets.</summary>
internal sealed class RequestTraces(RequestDelegate next, RequestTracer tracer, TimeProvider time)
{
    /// <summary>Handles one request.</summary>
    public Task InvokeAsync(HttpContext context) =>
        tracer.Start(context.Request, time.GetUtcNow()) is { } span ? TraceAsync(context, span) : next(context);

    private async Task TraceAsync(HttpContext context, Activity span)
    {
        try
        {
            await next(context);
        }
        finally
        {
            RequestTracer.End(span, context, time.GetUtcNow());
        }
    }
}
