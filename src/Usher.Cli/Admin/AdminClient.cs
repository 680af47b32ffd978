using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Usher.Cli.Output;
using Usher.Cli.Servers;
using Usher.Server.Management;

namespace Usher.Cli.Admin;

/// <summary>Talks to the server of a data folder over its Unix socket: HTTP, for the folder's owner alone.</summary>
internal sealed class AdminClient(string dataFolder, HttpMessageHandler handler, Surroundings surroundings) : IDisposable
{
    private readonly HttpClient _http = new(handler) { BaseAddress = new("http://localhost/api/v1/"), Timeout = Timeout.InfiniteTimeSpan };

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

    /// <summary>Removes.</summary>
    public Task<T> DeleteAsync<T>(string route, JsonTypeInfo<T> type) => SendAsync(HttpMethod.Delete, route, null, type);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<T> SendAsync<T>(HttpMethod method, string route, HttpContent? body, JsonTypeInfo<T> type)
    {
        try
        {
            using var request = new HttpRequestMessage(method, route) { Content = body };
            using var response = await _http.SendAsync(request, surroundings.Interrupted);
            var answer = await response.Content.ReadAsByteArrayAsync(surroundings.Interrupted);
            return response.IsSuccessStatusCode ? JsonSerializer.Deserialize(answer, type)! : throw Refused(answer);
        }
        catch (HttpRequestException error)
        {
            throw error.InnerException is SocketException { SocketErrorCode: SocketError.AccessDenied } || error.InnerException is IOException
                ? NotOurs()
                : NobodyThere();
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

    private FaultException NobodyThere() => new(ExitCode.NoServer, new Fault(
        CliCodes.NoServerOnFolder,
        $"no server runs on {dataFolder}",
        "start one with 'usher serve', or name the folder of the one that runs with --data FOLDER (or USHER_DATA)"));

    private FaultException NotOurs() => new(ExitCode.NoServer, new Fault(
        CliCodes.FolderNotOurs,
        $"the server on {dataFolder} belongs to another user",
        "run this command as the user that runs the server, or as root"));

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
