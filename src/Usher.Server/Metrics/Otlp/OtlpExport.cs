using System.Diagnostics.Metrics;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using Usher.Server.Hosting;
using Usher.Server.Options;

namespace Usher.Server.Metrics.Otlp;

/// <summary>
/// Sends metrics to a collector, one request at a time. A collector that is slow, wrong or away costs a line in the log
/// and nothing else: counters go on, and the next request has everything that one that failed had.
/// </summary>
internal sealed partial class OtlpExport : IAsyncDisposable
{
    /// <summary>Longest time for one request, connecting included.</summary>
    internal static readonly TimeSpan RequestMax = TimeSpan.FromSeconds(10);

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

    /// <summary>The exporter of a server.</summary>
    internal static OtlpExport Of(ServerCore core, Surroundings around) =>
        new(core.Options.Otlp, core.Metrics, $"{core.Identity}", around.Time, around.Loggers.CreateLogger<OtlpExport>());

    /// <summary>Where requests go.</summary>
    internal static Uri AddressOf(string endpoint)
    {
        var url = new Uri(endpoint);
        return url.AbsolutePath == "/" ? new Uri(url, "/v1/metrics") : url;
    }

    /// <summary>Begins. The first request goes out after one period.</summary>
    internal void Start() => running = RunAsync();

    /// <summary>Ends at once; a request on its way is given up.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running;
        client.Dispose();
        stopping.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(options.Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping.Token))
                await ExportAsync();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The server ends.
        }
    }

    private async Task ExportAsync()
    {
        using var limit = new CancellationTokenSource(RequestMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping.Token);
        try
        {
            await SendAsync(either.Token);
            Worked();
        }
        catch (HttpRequestException error)
        {
            Failed(error.Message);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            Failed($"no answer within {RequestMax.TotalSeconds:0} s");
        }
    }

    /// <remarks>The body of the answer is not read: nothing in it would change what is sent next.</remarks>
    private async Task SendAsync(CancellationToken cancellationToken)
    {
        var body = OtlpMessage.Write(resource, ServerVersion.Text, metrics.Read(), startedAt, time.GetUtcNow());
        using var request = new HttpRequestMessage(HttpMethod.Post, AddressOf(options.Endpoint)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(OtlpMessage.ContentType);
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!answer.IsSuccessStatusCode)
            throw new HttpRequestException($"it answered {(int)answer.StatusCode}");
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

    [LoggerMessage(1710, LogLevel.Warning, "Metrics cannot be sent to {Endpoint}, seats are not affected; it is tried again: {Why}")]
    private partial void LogFailed(string endpoint, string why);

    [LoggerMessage(1712, LogLevel.Debug, "Metrics were sent to {Endpoint}")]
    private partial void LogSent(string endpoint);

    [LoggerMessage(1711, LogLevel.Information, "Metrics are sent to {Endpoint} again")]
    private partial void LogWorks(string endpoint);
}
