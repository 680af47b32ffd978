using Microsoft.AspNetCore.Http;

namespace Usher.Server.Tracing;

/// <summary>Traces each request; outermost, so that it sees the answer that the caller gets.</summary>
internal sealed class RequestTraces(RequestDelegate next, RequestTracer tracer, TimeProvider time)
{
    /// <summary>Handles one request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (tracer.Start(context.Request, time.GetUtcNow()) is not { } span)
        {
            await next(context);
            return;
        }

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
