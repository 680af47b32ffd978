using System.Net;
using System.Net.Http.Headers;

namespace Usher.Server.Guard;

/// <summary>
/// Posts notices to the one URL that the administrator wrote down. No redirect is followed, no proxy of the environment is
/// asked, and the answer's body is not read. The URL may hold a secret: only its host is ever logged.
/// </summary>
internal sealed class WebhookDelivery : IReportDelivery, IDisposable
{
    /// <summary>Most attempts for one notice.</summary>
    internal const int AttemptsMax = 3;

    /// <summary>Longest time of one attempt.</summary>
    internal static readonly TimeSpan AttemptMax = TimeSpan.FromSeconds(10);

    /// <summary>Pauses before the second attempt and the third.</summary>
    internal static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)];

    private readonly Uri url;
    private readonly TimeProvider time;
    private readonly HttpClient http;

    internal WebhookDelivery(Uri url, TimeProvider time, HttpMessageHandler? handler = null)
    {
        (this.url, this.time) = (url, time);
        http = new HttpClient(handler ?? Handler()) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <inheritdoc />
    public string Way => "webhook";

    /// <inheritdoc />
    public async Task DeliverAsync(ReadOnlyMemory<byte> notice, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await AttemptAsync(notice, cancellationToken) is not { } failure)
                return;
            if (attempt == AttemptsMax || !failure.MayPass)
                throw new DeliveryException($"{url.Host}: {failure.Reason}, after {attempt} attempt{(attempt == 1 ? "" : "s")}");
            await Task.Delay(Pauses[attempt - 1], time, cancellationToken);
        }
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    /// <summary>How the webhook is called unless a test does it.</summary>
    internal static SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectTimeout = AttemptMax,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
    };

    private async Task<(string Reason, bool MayPass)?> AttemptAsync(ReadOnlyMemory<byte> notice, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(AttemptMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var content = new ReadOnlyMemoryContent(notice) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return response.IsSuccessStatusCode ? null : ($"answered {(int)response.StatusCode}", MayPass(response.StatusCode));
        }
        catch (HttpRequestException error)
        {
            return ($"{error.HttpRequestError}", true);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ($"no answer within {AttemptMax.TotalSeconds} s", true);
        }
    }

    private static bool MayPass(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;
}
