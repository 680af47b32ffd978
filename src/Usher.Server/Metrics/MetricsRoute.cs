using Microsoft.AspNetCore.Http;

namespace Usher.Server.Metrics;

/// <summary><c>GET /metrics</c>: everything that the server measures, for Prometheus.</summary>
internal sealed class MetricsRoute(MetricTable metrics)
{
    /// <summary>Where it is, on every listener of the administration.</summary>
    internal const string Path = "/metrics";

    /// <summary>Answers.</summary>
    internal async Task GetAsync(HttpContext context)
    {
        context.Response.ContentType = PrometheusText.ContentType;
        context.Response.Headers.CacheControl = "no-store";
        PrometheusText.Write(context.Response.BodyWriter, metrics.Read());
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }
}
