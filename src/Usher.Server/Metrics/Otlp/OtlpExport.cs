using System.Diagnostics.Metrics;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using Usher.Server.Hosting;
using Usher.Server.Options;
using Usher.Server.Tracing;

namespace Usher.Server.Metrics.Otlp;

/// <summary>
/// Sends metrics, and spans if there are any, to a collector, one request at a time. A collector that is slow, wrong or away
/// costs a line in the log and nothing else: counters go on, and the next request has everything that one that failed had;
/// spans that were not taken are lost.
/// </summary>
internal sealed partial class OtlpExport : IAsyncDisposable
{
    /// <summary>Longest time for one request, connecting included.</summary>
    internal static readonly TimeSpan RequestMax = TimeSpan.FromSeconds(10);

    /// <summary>The signal of counters and gauges.</summary>
    internal const string Metrics = "metrics";

    /// <summary>The signal of spans.</summary>
    internal const string Traces = "traces";

    private readonly OtlpOptions options;
    private readonly MetricTable metrics;
    private readonly KeyValuePair<string, string>[] resource;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly HttpClient client;
    private readonly Counter<long> exports;
    private readonly DateTimeOffset startedAt;
    private readonly CancellationTokenSource stopping = new();
    private bool isFailing;
    private Task running = Task.CompletedTask;

    /// <param name="options">Where to, and how often.</param>
    /// <param name="metrics">What.</param>
    /// <param name="identity">Of the server, for the resource.</param>
    /// <param name="time">Paces the requests, and stamps them.</param>
    /// <param name="logger">Told when it fails, and when it works again.</param>
    internal OtlpExport(OtlpOptions options, MetricTable metrics, string identity, TimeProvider time, ILogger<OtlpExport> logger)
    {
        (this.options, this.metrics, this.time, this.logger) = (options, metrics, time, logger);
        resource = [new("service.name", "usher"), new("service.version", ServerVersion.Text), new("service.instance.id", identity)];
        startedAt = time.GetUtcNow();
        exports = metrics.Meters.Create("Usher.Otlp").CreateCounter<long>("usher.otlp.exports", "{request}", "Requests to the collector of OpenTelemetry, by outcome.");
        // Only where the administrator says: neither the environment's proxy nor a redirect changes it.
        client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>What is traced; null: nothing.</summary>
    internal SpanBuffer? Spans { get; init; }

    /// <summary>The exporter of a server.</summary>
    /// <exception cref="ServerStartException">The file of the headers cannot be used (USH5109).</exception>
    internal static async Task<OtlpExport> OfAsync(ServerCore core, Surroundings around, CancellationToken cancellationToken)
    {
        var options = core.Options.Otlp;
        var logger = around.Loggers.CreateLogger<OtlpExport>();
        await CheckHeadersAsync(options.HeadersFile, logger, cancellationToken);
        return new(options, core.Metrics, $"{core.Identity}", around.Time, logger)
        {
            Spans = options.TraceOneIn > 0 ? new SpanBuffer(core.Tracer.Source, options.TraceOneIn, core.Metrics.Meters) : null,
        };
    }

    /// <summary>Where requests of a signal go; null: the endpoint has a path that does not tell.</summary>
    internal static Uri? AddressOf(string endpoint, string signal)
    {
        const string OfMetrics = $"/v1/{Metrics}";
        var url = new Uri(endpoint);
        if (url.AbsolutePath == "/")
            return new Uri(url, $"/v1/{signal}");
        if (signal == Metrics)
            return url;
        return url.AbsolutePath.EndsWith(OfMetrics, StringComparison.Ordinal)
            ? new Uri(url, $"{url.AbsolutePath[..^OfMetrics.Length]}/v1/{signal}")
            : null;
    }

    /// <summary>Begins. The first request goes out after one period.</summary>
    internal void Start() => running = RunAsync();

    /// <summary>Ends at once; a request on its way is given up.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running;
        Spans?.Dispose();
        client.Dispose();
        stopping.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(options.Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping.Token))
            {
                var body = OtlpMessage.Write(resource, ServerVersion.Text, metrics.Read(), startedAt, time.GetUtcNow());
                await ExportAsync(Metrics, body);
                if (Spans?.Take() is { Count: > 0 } spans)
                    Spans.Count(spans.Count, areSent: await ExportAsync(Traces, OtlpSpans.Write(resource, spans)));
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The server ends.
        }
    }

    /// <returns>Whether the collector took it.</returns>
    private async Task<bool> ExportAsync(string signal, byte[] body)
    {
        using var limit = new CancellationTokenSource(RequestMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping.Token);
        try
        {
            await SendAsync(signal, body, either.Token);
            Worked();
            return true;
        }
        catch (HttpRequestException error)
        {
            Failed(error.Message);
        }
        catch (IOException error)
        {
            Failed($"the headers in '{options.HeadersFile}' cannot be used: {error.Message}");
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            Failed($"no answer within {RequestMax.TotalSeconds:0} s");
        }

        return false;
    }

    /// <remarks>The body of the answer is not read: nothing in it would change what is sent next.</remarks>
    private async Task SendAsync(string signal, byte[] body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, AddressOf(options.Endpoint, signal)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(OtlpWire.ContentType);
        // Read each time: a token is replaced by replacing the file.
        foreach (var (name, value) in options.HeadersFile.Length == 0 ? [] : await OtlpHeaders.ReadAsync(options.HeadersFile, cancellationToken))
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!answer.IsSuccessStatusCode)
            throw new HttpRequestException($"it answered {(int)answer.StatusCode}");
    }

    private static async Task CheckHeadersAsync(string path, ILogger<OtlpExport> logger, CancellationToken cancellationToken)
    {
        if (path.Length == 0)
            return;
        try
        {
            await OtlpHeaders.ReadAsync(path, cancellationToken);
            if (OtlpHeaders.IsExposed(path))
                LogExposed(logger, path);
        }
        catch (IOException error)
        {
            throw new ServerStartException(
                new ServerFault(
                    ServerCodes.FileUnreadable,
                    $"Otlp:HeadersFile cannot be used: '{path}': {error.Message}",
                    $"write up to {OtlpHeaders.CountMax} lines of 'Name: value' into it, as in 'Authorization: Bearer …', readable for the server"),
                error);
        }
    }

    private void Worked()
    {
        exports.Add(1, new KeyValuePair<string, object?>("outcome", "ok"));
        LogSent(options.Endpoint);
        if (isFailing)
            LogWorks(options.Endpoint);
        isFailing = false;
    }

    /// <remarks>Once until it works again is enough in the log.</remarks>
    private void Failed(string why)
    {
        exports.Add(1, new KeyValuePair<string, object?>("outcome", "failed"));
        if (!isFailing)
            LogFailed(options.Endpoint, why);
        isFailing = true;
    }

    [LoggerMessage(1713, LogLevel.Warning, "Others than its owner may read the headers for the collector in {Path}; 'chmod 600' it if they are secret")]
    private static partial void LogExposed(ILogger logger, string path);

    [LoggerMessage(1710, LogLevel.Warning, "The collector {Endpoint} takes no metrics or traces, seats are not affected; it is tried again: {Why}")]
    private partial void LogFailed(string endpoint, string why);

    [LoggerMessage(1712, LogLevel.Debug, "Metrics or traces were sent to {Endpoint}")]
    private partial void LogSent(string endpoint);

    [LoggerMessage(1711, LogLevel.Information, "The collector {Endpoint} takes metrics or traces again")]
    private partial void LogWorks(string endpoint);
}
