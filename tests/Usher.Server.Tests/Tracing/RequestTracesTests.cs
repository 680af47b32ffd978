using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Usher.Server.Tests.Metrics;
using Usher.Server.Tests.Lanes;
using Usher.Server.Metrics;
using Usher.Server.Tracing;

namespace Usher.Server.Tests.Tracing;

public sealed class RequestTracesTests : IDisposable
{
    private const string Caller = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private readonly FakeClock clock = new();
    private readonly MetricTable table = Readings.NewTable();
    private readonly RequestTracer tracer = new();

    public void Dispose()
    {
        tracer.Dispose();
        table.Dispose();
    }

    [Fact]
    public async Task A_request_is_a_span_with_its_method_its_route_and_its_status()
    {
        using var buffer = new SpanBuffer(tracer.Source, oneIn: 1, table.Meters);

        await HandleAsync("GET", status: 404);

        var span = Assert.Single(buffer.Take());
        Assert.Equal(("GET /api/v1/leases/{id}", ActivityKind.Server, TimeSpan.FromSeconds(2)), (span.DisplayName, span.Kind, span.Duration));
        Assert.Equal(
            [new("http.request.method", "GET"), new("http.route", "/api/v1/leases/{id}"), new("http.response.status_code", 404)],
            span.TagObjects);
        Assert.Equal((default, ActivityStatusCode.Unset), (span.ParentSpanId, span.Status));
        Assert.Empty(buffer.Take());
    }

    [Fact]
    public async Task It_is_a_child_of_the_callers_span()
    {
        using var buffer = new SpanBuffer(tracer.Source, oneIn: 1, table.Meters);

        await HandleAsync("GET", caller: Caller);

        var span = Assert.Single(buffer.Take());
        Assert.Equal(("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"), (span.TraceId.ToHexString(), span.ParentSpanId.ToHexString()));
    }

    [Fact]
    public async Task A_caller_that_names_nonsense_begins_a_trace()
    {
        using var buffer = new SpanBuffer(tracer.Source, oneIn: 1, table.Meters);

        await HandleAsync("GET", caller: "nonsense");

        Assert.Equal(default, Assert.Single(buffer.Take()).ParentSpanId);
    }

    [Theory]
    [InlineData("BREW", "_OTHER")]
    [InlineData("DELETE", "DELETE")]
    public async Task A_method_is_one_of_HTTPs_or_other(string method, string shown)
    {
        using var buffer = new SpanBuffer(tracer.Source, oneIn: 1, table.Meters);

        await HandleAsync(method);

        Assert.StartsWith($"{shown} ", Assert.Single(buffer.Take()).DisplayName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_of_the_server_is_an_error_and_the_exception_goes_on()
    {
        using var buffer = new SpanBuffer(tracer.Source, oneIn: 1, table.Meters);

        await Assert.ThrowsAsync<InvalidOperationException>(() => HandleAsync("GET", status: 500, fails: true));

        Assert.Equal(ActivityStatusCode.Error, Assert.Single(buffer.Take()).Status);
    }

    [Fact]
    public async Task Another_server_of_the_process_is_not_listened_to()
    {
        using var other = new RequestTracer();
        using var buffer = new SpanBuffer(other.Source, oneIn: 1, table.Meters);

        await HandleAsync("GET");

        Assert.Empty(buffer.Take());
    }

    [Theory]
    [InlineData("00000000000000000000000000000001", 1, true)]
    [InlineData("ffffffffffffffffffffffffffffffff", 1, true)]
    [InlineData("ffffffffffffffff000000000000000a", 10, true)]
    [InlineData("ffffffffffffffff000000000000000b", 10, false)]
    public void A_trace_is_kept_or_not_by_its_id(string trace, int oneIn, bool isKept) =>
        Assert.Equal(isKept, SpanBuffer.IsSampled(ActivityTraceId.CreateFromString(trace), oneIn));

    [Fact]
    public async Task What_is_not_sampled_costs_no_span()
    {
        using var buffer = new SpanBuffer(tracer.Source, oneIn: 1_000_000, table.Meters);

        await HandleAsync("GET", caller: "00-4bf92f3577b34da6a3ce929d0e0e4737-00f067aa0ba902b7-01");

        Assert.Empty(buffer.Take());
    }

    [Fact]
    public async Task One_span_more_than_there_may_be_is_lost_and_counted()
    {
        using var buffer = new SpanBuffer(tracer.Source, oneIn: 1, table.Meters);

        for (var number = 0; number <= SpanBuffer.SpansMax; number++)
            await HandleAsync("GET");

        Assert.Equal(SpanBuffer.SpansMax, buffer.Take().Count);
        Assert.Equal(1, table.Value("usher_otlp_spans_total", "outcome=\"lost\""));
    }

    private Task HandleAsync(string method, int status = 200, string? caller = null, bool fails = false)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Request.Path = "/api/v1/leases/0f8f";
        context.Request.QueryString = new("?user=ada");
        if (caller is not null)
            context.Request.Headers.TraceParent = caller;
        return new RequestTraces(Route, tracer, clock).InvokeAsync(context);

        Task Route(HttpContext handled)
        {
            clock.Advance(TimeSpan.FromSeconds(2));
            handled.SetEndpoint(new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse("/api/v1/leases/{id}"), 0, null, null));
            handled.Response.StatusCode = status;
            return fails ? throw new InvalidOperationException() : Task.CompletedTask;
        }
    }
}
