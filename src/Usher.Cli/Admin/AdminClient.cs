using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Usher.Cli.Output;
using Usher.Cli.Servers;
using Usher.Server.Management;

namespace Usher.Cli.Admin;

/// <summary>
/// Talks to the administration of a server: over the Unix socket of its data folder, for the folder's owner alone, or over
/// HTTPS with a token.
/// </summary>
internal sealed class AdminClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly Surroundings _surroundings;
    private readonly Func<HttpRequestException, FaultException> _explain;

    /// <summary>For the server of a folder, by a handler that reaches it.</summary>
    public AdminClient(string dataFolder, HttpMessageHandler handler, Surroundings surroundings)
        : this(new Uri("http://localhost"), token: null, handler, error => LocalFaults.Explain(dataFolder, error), surroundings)
    {
    }

    /// <summary>For a server elsewhere, by a handler that reaches it and knows whom to trust.</summary>
    /// <param name="root">The server.</param>
    /// <param name="token">Null: for logging in.</param>
    /// <param name="handler">Reaches it.</param>
    /// <param name="explain">Says in our words why it was not reached.</param>
    /// <param name="surroundings">Interrupts waiting.</param>
    public AdminClient(
        Uri root, string? token, HttpMessageHandler handler, Func<HttpRequestException, FaultException> explain, Surroundings surroundings)
    {
        _http = new(handler) { BaseAddress = new(root, "/api/v1/"), Timeout = Timeout.InfiniteTimeSpan };
        (_explain, _surroundings) = (explain, surroundings);
        if (token is not null)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>For the server of a folder. Whether one runs shows at the first request.</summary>
    /// <param name="data">The folder as the command line names it; null is the default one.</param>
    /// <param name="surroundings">Names the default folder.</param>
    public static AdminClient Open(string? data, Surroundings surroundings)
    {
        var folder = UserFolders.Data(data, surroundings);
        return new(folder, new SocketsHttpHandler { ConnectCallback = (_, cancellationToken) => ConnectAsync(folder, cancellationToken) }, surroundings);
    }

    /// <summary>Reads.</summary>
    public Task<T> GetAsync<T>(string route, JsonTypeInfo<T> type) => SendAsync(HttpMethod.Get, route, null, type);

    /// <summary>Asks for something to be done.</summary>
    public Task<T> PostAsync<T>(string route, HttpContent? body, JsonTypeInfo<T> type) => SendAsync(HttpMethod.Post, route, body, type);

    /// <summary>The same with a body in JSON.</summary>
    public Task<T> PostAsync<TBody, T>(string route, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type) =>
        SendAsync(HttpMethod.Post, route, Json(body, bodyType), type);

    /// <summary>Sets.</summary>
    public Task<T> PutAsync<TBody, T>(string route, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type) =>
        SendAsync(HttpMethod.Put, route, Json(body, bodyType), type);

    /// <summary>Removes.</summary>
    public Task<T> DeleteAsync<T>(string route, JsonTypeInfo<T> type) => SendAsync(HttpMethod.Delete, route, null, type);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static ByteArrayContent Json<T>(T body, JsonTypeInfo<T> type)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private async Task<T> SendAsync<T>(HttpMethod method, string route, HttpContent? body, JsonTypeInfo<T> type)
    {
        try
        {
            using var request = new HttpRequestMessage(method, route) { Content = body };
            using var response = await _http.SendAsync(request, _surroundings.Interrupted);
            var answer = await response.Content.ReadAsByteArrayAsync(_surroundings.Interrupted);
            return response.IsSuccessStatusCode ? JsonSerializer.Deserialize(answer, type)! : throw Refused(answer);
        }
        catch (HttpRequestException error)
        {
            throw _explain(error);
        }
    }

    private static FaultException Refused(byte[] answer)
    {
        var problem = JsonSerializer.Deserialize(answer, AdminJson.Default.Problem)!;
        IReadOnlyList<Fault> faults = problem.Faults is { Count: > 0 } all
            ? [.. all.Select(ServerFaults.Of)]
            : [new(problem.Code, problem.Detail, problem.Hint)];
        return new(ServerFaults.ExitCodeOf(problem.Code), faults);
    }

    private static async ValueTask<Stream> ConnectAsync(string dataFolder, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(AdminSocket.Locate(dataFolder)), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
