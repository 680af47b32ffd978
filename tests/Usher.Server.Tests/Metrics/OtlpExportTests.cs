using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Usher.Server.Metrics;
using Usher.Server.Metrics.Otlp;
using Usher.Server.Options;
using Usher.Server.Seats;
using Usher.Server.Tests.Hosting;
using Usher.Server.Tests.Lanes;
using Usher.Server.Tracing;

namespace Usher.Server.Tests.Metrics;

public sealed class OtlpExportTests : IDisposable
{
    // OtlpExport.LogFailed and LogSent.
    private const int Failed = 1710, Sent = 1712;
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly FakeClock clock = new();
    private readonly MetricTable table = Readings.NewTable();

    public void Dispose() => table.Dispose();

    [Fact]
    public async Task Metrics_go_out_once_in_each_period_with_their_names_and_values()
    {
        await using var collector = await OtlpReceiver.StartAsync(200, 200);
        using var log = new LogTap(Sent);
        await using var export = Start(collector.Url, log);
        var seats = new SeatsMetrics(table.Meters);
        seats.Problem("USH2003");

        await clock.PassAsync(Every);
        var (path, contentType, body) = await collector.ReceiveAsync();

        Assert.Equal(("/v1/metrics", "application/x-protobuf"), (path, contentType));
        Assert.Equal(1, OtlpText.Value(body, " usher.denials "));
        Assert.Contains("resource service.instance.id=me", OtlpText.Of(body));
        Assert.Equal((ulong)(clock.Now - DateTimeOffset.UnixEpoch).Ticks * 100, OtlpText.Times(body).Now);

        await log.Logged;
        seats.Problem("USH2003");
        await clock.PassAsync(Every);
        var (_, _, second) = await collector.ReceiveAsync();
        Assert.Equal(2, OtlpText.Value(second, " usher.denials "));
        Assert.Equal(1, OtlpText.Value(second, "[outcome=ok]"));
    }

    [Fact]
    public async Task A_collector_that_refuses_is_tried_again_and_nothing_is_lost()
    {
        await using var collector = await OtlpReceiver.StartAsync(503, 200);
        using var log = new LogTap(Failed);
        await using var export = Start(collector.Url, log);
        new SeatsMetrics(table.Meters).Problem("USH2003");

        await clock.PassAsync(Every);
        await collector.ReceiveAsync();
        await log.Logged;
        await clock.PassAsync(Every);
        var (_, _, body) = await collector.ReceiveAsync();

        Assert.Equal(1, OtlpText.Value(body, " usher.denials "));
        Assert.Equal(1, OtlpText.Value(body, "[outcome=failed]"));
    }

    [Fact]
    public async Task A_collector_that_never_answers_holds_up_one_request_for_its_limit_and_nobody_else()
    {
        await using var collector = await OtlpReceiver.StartAsync(async (nth, given) =>
        {
            if (nth == 1)
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, given).ContinueWith(_ => { }, TaskScheduler.Default);
            return 200;
        });
        using var log = new LogTap(Failed);
        await using var export = Start(collector.Url, log);
        var seats = new SeatsMetrics(table.Meters);

        await clock.PassAsync(Every);
        await collector.ReceiveAsync();
        seats.Problem("USH2003");
        Assert.Equal(1, table.Value("usher_denials_total", "code=\"USH2003\""));

        await clock.PassAsync(OtlpExport.RequestMax);
        await log.Logged;
        await clock.PassAsync(Every - OtlpExport.RequestMax);
        var (_, _, body) = await collector.ReceiveAsync();
        Assert.Equal(1, OtlpText.Value(body, "[outcome=failed]"));
        Assert.Equal(1, OtlpText.Value(body, " usher.denials "));
    }

    [Fact]
    public async Task The_server_ends_without_waiting_for_a_collector_that_does_not_answer()
    {
        await using var collector = await OtlpReceiver.StartAsync(async (_, given) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, given).ContinueWith(_ => { }, TaskScheduler.Default);
            return 200;
        });
        var export = Start(collector.Url);
        await clock.PassAsync(Every);
        await collector.ReceiveAsync();

        await export.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData("http://collector:4318", "http://collector:4318/v1/metrics")]
    [InlineData("http://collector:4318/", "http://collector:4318/v1/metrics")]
    [InlineData("https://collector/otlp/v1/metrics", "https://collector/otlp/v1/metrics")]
    public void An_endpoint_without_a_path_gets_the_usual_one(string endpoint, string address) =>
        Assert.Equal(address, OtlpExport.AddressOf(endpoint, OtlpExport.Metrics)!.AbsoluteUri);

    [Theory]
    [InlineData("http://collector:4318", "http://collector:4318/v1/traces")]
    [InlineData("https://collector/otlp/v1/metrics", "https://collector/otlp/v1/traces")]
    [InlineData("https://collector/elsewhere", null)]
    public void Traces_go_beside_the_metrics(string endpoint, string? address) =>
        Assert.Equal(address, OtlpExport.AddressOf(endpoint, OtlpExport.Traces)?.AbsoluteUri);

    [Fact]
    public async Task Headers_come_from_the_file_and_a_new_file_counts_from_the_next_request_on()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder["headers"], "# of the collector\nAuthorization: Bearer one\nX-Scope: usher");
        await using var collector = await OtlpReceiver.StartAsync(200, 200);
        using var log = new LogTap(Sent);
        await using var export = Start(collector.Url, log, folder["headers"]);

        await clock.PassAsync(Every);
        await collector.ReceiveAsync();
        Assert.Equal(("Bearer one", "usher"), ((string?)collector.Headers.Authorization, (string?)collector.Headers["X-Scope"]));
        await log.Logged;

        await File.WriteAllTextAsync(folder["headers"], "Authorization: Bearer two");
        await clock.PassAsync(Every);
        await collector.ReceiveAsync();
        Assert.Equal(("Bearer two", null), ((string?)collector.Headers.Authorization, (string?)collector.Headers["X-Scope"]));
    }

    [Fact]
    public async Task Without_its_headers_nothing_is_sent_and_the_log_does_not_tell_what_is_in_the_file()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder["headers"], "Authorization secret-without-colon");
        await using var collector = await OtlpReceiver.StartAsync(200);
        using var log = new LogTap(Failed);
        await using var export = Start(collector.Url, log, folder["headers"]);

        await clock.PassAsync(Every);

        await log.Logged;
        Assert.Contains("its line 1 is not 'Name: value'", log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", log.Text, StringComparison.Ordinal);
        Assert.Equal(1, table.Value("usher_otlp_exports_total", "outcome=\"failed\""));
    }

    [Fact]
    public async Task Spans_that_ended_go_out_after_the_metrics_and_are_counted()
    {
        using var tracer = new RequestTracer();
        await using var collector = await OtlpReceiver.StartAsync(200, 200, 200);
        await using var export = Start(collector.Url, spans: new SpanBuffer(tracer.Source, oneIn: 1, table.Meters));
        var context = new DefaultHttpContext();
        context.Request.Method = "GET";
        RequestTracer.End(tracer.Start(context.Request, clock.Now)!, context, clock.Now.AddSeconds(1));

        await clock.PassAsync(Every);

        Assert.Equal("/v1/metrics", (await collector.ReceiveAsync()).Path);
        var (path, contentType, _) = await collector.ReceiveAsync();
        Assert.Equal(("/v1/traces", "application/x-protobuf"), (path, contentType));
        await clock.PassAsync(Every);
        Assert.Equal(1, OtlpText.Value((await collector.ReceiveAsync()).Body, " usher.otlp.spans "));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("http://collector:4318", true)]
    [InlineData("https://[::1]:4318/v1/metrics", true)]
    [InlineData("collector:4318", false)]
    [InlineData("ftp://collector", false)]
    [InlineData("http://user:secret@collector", false)]
    [InlineData("http://collector?key=1", false)]
    [InlineData("http://collector#x", false)]
    [InlineData("/v1/metrics", false)]
    public void An_endpoint_is_a_plain_address(string text, bool isOne) => Assert.Equal(isOne, OtlpOptions.IsEndpoint(text));

    [Theory]
    [InlineData(OtlpOptions.EndpointCharactersMax, true)]
    [InlineData(OtlpOptions.EndpointCharactersMax + 1, false)]
    public void An_endpoint_has_a_limit(int characters, bool isOne) =>
        Assert.Equal(isOne, OtlpOptions.IsEndpoint("http://c/".PadRight(characters, 'x')));

    private OtlpExport Start(string endpoint, ILoggerFactory? log = null, string headers = "", SpanBuffer? spans = null)
    {
        var logger = log is null ? NullLogger<OtlpExport>.Instance : log.CreateLogger<OtlpExport>();
        var export = new OtlpExport(new OtlpOptions { Endpoint = endpoint, Every = Every, HeadersFile = headers }, table, "me", clock, logger) { Spans = spans };
        export.Start();
        return export;
    }
}
