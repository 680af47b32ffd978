using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Usher.Bench.Load;

namespace Usher.Bench.Targets;

/// <summary>Redis with an append-only file that is synced on every write, the two scripts loaded.</summary>
internal sealed class RedisTarget : ITarget
{
    private readonly ChildProcess child;
    private readonly string folder;

    private RedisTarget(ChildProcess child, string folder, IPEndPoint endpoint) =>
        (this.child, this.folder, Endpoint) = (child, folder, endpoint);

    public IPEndPoint Endpoint { get; }

    public int? ProcessId => child.Id;

    public bool Tls => false;

    /// <summary>Names of the scripts in the server.</summary>
    public required string CheckoutSha { get; init; }

    /// <summary>As above.</summary>
    public required string CheckInSha { get; init; }

    /// <summary>Where redis-server is; null when it is not installed.</summary>
    public static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "redis-server"))
        .FirstOrDefault(File.Exists);

    public static async Task<RedisTarget> StartAsync(string redis, BenchSettings settings, int seats)
    {
        var folder = WorkFolder.Create(settings, "redis");
        var port = FreePort();
        var (child, _) = await ChildProcess.StartAsync(
            redis,
            ["--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--appendonly", "yes", "--appendfsync", "always", "--daemonize", "no"],
            "Ready to accept connections");
        var endpoint = new IPEndPoint(IPAddress.Loopback, port);
        await AskAsync(endpoint, "SET", "free", seats.ToString(CultureInfo.InvariantCulture));
        return new RedisTarget(child, folder, endpoint)
        {
            CheckoutSha = await LoadAsync(endpoint, RedisExchange.CheckoutScript),
            CheckInSha = await LoadAsync(endpoint, RedisExchange.CheckInScript),
        };
    }

    public async ValueTask DisposeAsync()
    {
        await child.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> LoadAsync(IPEndPoint endpoint, string script)
    {
        var answer = await AskAsync(endpoint, "SCRIPT", "LOAD", script);
        return answer.Split("\r\n")[1];
    }

    private static async Task<string> AskAsync(IPEndPoint endpoint, params string[] words)
    {
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(endpoint);
        await socket.SendAsync(RedisExchange.Command(words));
        var answer = new byte[4096];
        var read = await socket.ReceiveAsync(answer);
        var text = Encoding.ASCII.GetString(answer, 0, read);
        return text.StartsWith('-') ? throw new InvalidOperationException($"redis: {text}") : text;
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
