using Microsoft.AspNetCore.Http;
using Usher.Server.Metrics.Otlp;
using Usher.Server.Tests.Lanes;
using Usher.Server.Tracing;

namespace Usher.Server.Tests.Metrics;

public sealed class OtlpSpansTests
{
    [Fact]
    public void A_span_is_written_by_the_numbers_of_opentelemetry_proto()
    {
        var clock = new FakeClock();
        using var table = Readings.NewTable();
        using var tracer = new RequestTracer();
        using var buffer = new SpanBuffer(tracer.Source, oneIn: 1, table.Meters);
        var context = new DefaultHttpContext();
        context.Request.Method = "GET";
        context.Request.Headers.TraceParent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        context.Response.StatusCode = 503;
        RequestTracer.End(tracer.Start(context.Request, clock.Now)!, context, clock.Now.AddSeconds(1));
        var span = Assert.Single(buffer.Take());

        var text = OtlpText.SpansOf(OtlpSpans.Write([new("service.name", "usher")], [span]));

        var start = (ulong)(clock.Now - DateTimeOffset.UnixEpoch).Ticks * 100;
        Assert.Equal(
            [
                "resource service.name=usher",
                $"Usher.Management {Usher.Server.Hosting.ServerVersion.Text} 4bf92f3577b34da6a3ce929d0e0e4736 {span.SpanId} 00f067aa0ba902b7 "
                + $"'GET' kind 2 {start} {start + 1_000_000_000} [http.request.method=GET,http.response.status_code=503] status 2",
            ],
            text);
    }
}
