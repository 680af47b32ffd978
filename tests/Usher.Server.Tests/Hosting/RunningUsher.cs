using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Usher.Server.Management;
using Usher.Server.Options;

namespace Usher.Server.Tests.Hosting;

/// <summary>A real server on loopback and a free port, and a client of its administration.</summary>
internal sealed class RunningUsher : IAsyncDisposable
{
    private RunningUsher(UsherServer server)
    {
        Server = server;
        Admin = AdminClient(server.DataFolder);
    }

    public UsherServer Server { get; }

    public HttpClient Admin { get; }

    public static ServerOptions Options(string folder) => new()
    {
        DataFolder = folder,
        Listen = new() { Addresses = ["127.0.0.1"], Port = 0, AdminPort = 0, DiscoveryPort = 0 },
        // Who else listens on this machine must not write into a test's journal; the guard has tests of its own.
        Guard = new() { Enabled = false },
    };

    public static async Task<RunningUsher> StartAsync(ServerOptions options, ILoggerFactory? loggers = null) =>
        new(await UsherServer.StartAsync(options, loggers ?? NullLoggerFactory.Instance));

    public static HttpClient AdminClient(string folder) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(AdminSocket.Locate(folder)), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = new Uri("http://usher/api/v1/"),
    };

    public async Task<T> GetAsync<T>(string route, JsonTypeInfo<T> type) =>
        await Admin.GetFromJsonAsync(route, type) ?? throw new InvalidOperationException("no answer");

    public Task<HttpResponseMessage> PostLicenseAsync(string route, string text) =>
        Admin.PostAsync(new Uri(route, UriKind.Relative), new StringContent(text));

    public static async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type) =>
        await response.Content.ReadFromJsonAsync(type) ?? throw new InvalidOperationException("no answer");

    public static async Task<string> CodeAsync(HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await ReadAsync(response, AdminJson.Default.Problem);
        Assert.Equal((int)response.StatusCode, problem.Status);
        Assert.NotEmpty(problem.Hint);
        return problem.Code;
    }

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        await Server.DisposeAsync();
    }
}
