using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Usher.Server.Tests.Metrics;

/// <summary>A collector on loopback that keeps what it is sent, and answers as the test says.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Channel<(string Path, string? ContentType, byte[] Body)> requests =
        Channel.CreateUnbounded<(string Path, string? ContentType, byte[] Body)>();

    private OtlpReceiver(Func<int, CancellationToken, Task<int>> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => Port = () => listen.IPEndPoint!.Port));
        app = builder.Build();
        var count = 0;
        app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            Headers = new HeaderDictionary(context.Request.Headers.ToDictionary());
            requests.Writer.TryWrite((context.Request.Path, context.Request.ContentType, body.ToArray()));
            context.Response.StatusCode = await answer(++count, context.RequestAborted);
        });
    }

    /// <summary>Of the last request.</summary>
    public IHeaderDictionary Headers { get; private set; } = new HeaderDictionary();

    public string Url => $"http://127.0.0.1:{Port()}";

    private Func<int> Port { get; set; } = () => 0;

    /// <param name="answer">The status of the nth request, from 1.</param>
    public static async Task<OtlpReceiver> StartAsync(Func<int, CancellationToken, Task<int>> answer)
    {
        var receiver = new OtlpReceiver(answer);
        await receiver.app.StartAsync();
        return receiver;
    }

    public static Task<OtlpReceiver> StartAsync(params int[] answers) => StartAsync((nth, _) => Task.FromResult(answers[nth - 1]));

    public async Task<(string Path, string? ContentType, byte[] Body)> ReceiveAsync() =>
        await requests.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await app.StopAsync(atOnce.Token);
        await app.DisposeAsync();
    }
}
