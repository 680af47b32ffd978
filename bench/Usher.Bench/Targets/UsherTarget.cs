using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Usher.Bench.Targets;

/// <summary>An Usher server with a fresh data folder and one license, started as a user would.</summary>
internal sealed class UsherTarget : ITarget
{
    private const string ReadyWord = "ready ";

    private readonly string path;
    private readonly string folder;
    private readonly string[] arguments;
    private readonly bool isHttp;
    private ChildProcess child;

    private UsherTarget(string path, string folder, string[] arguments, bool isHttp, bool tls, ChildProcess child, string ready)
    {
        (this.path, this.folder, this.arguments, this.isHttp, this.child) = (path, folder, arguments, isHttp, child);
        (Tls, Endpoint) = (tls, EndpointOf(ready));
    }

    public IPEndPoint Endpoint { get; private set; }

    public int? ProcessId => child.Id;

    public bool Tls { get; }

    /// <summary>Starts one.</summary>
    /// <param name="settings">Where its data lies.</param>
    /// <param name="seats">In its pool.</param>
    /// <param name="tls">Whether it speaks TLS.</param>
    /// <param name="isHttp">Whether its management is put under load, in place of its seats.</param>
    public static async Task<UsherTarget> StartAsync(BenchSettings settings, int seats, bool tls, bool isHttp = false)
    {
        var folder = WorkFolder.Create(settings, "usher");
        await ChildProcess.RunAsync(settings.UsherPath, "vendor", "init", "bench", "--dir", folder, "--no-passphrase");
        var license = Path.Combine(folder, "bench.lic");
        await ChildProcess.RunAsync(
            settings.UsherPath, "vendor", "issue", "--key", Path.Combine(folder, "bench.key.pem"), "--customer", "bench", "--server", "any",
            "--feature", string.Create(CultureInfo.InvariantCulture, $"{settings.Feature}:seats={seats}"), "-o", license);
        await WriteOptionsAsync(DataIn(folder));
        string[] plaintext = tls ? [] : ["--insecure-loopback"];
        // No linger: what one load held must not be in the way of the next.
        string[] arguments =
        [
            "serve", "--data", DataIn(folder), "--listen", "127.0.0.1", "--port", "0", "--admin-port", "0", "--license", license,
            "--set", "Access:RequestsPerSecond=1000000", "--set", "Leases:Linger=0s", .. plaintext,
        ];
        var (child, ready) = await ChildProcess.StartAsync(settings.UsherPath, arguments, ReadyWord);
        return new UsherTarget(settings.UsherPath, folder, arguments, isHttp, tls, child, ready);
    }

    /// <summary>Kills the server as a power cut would, starts it again on the same data, and waits until it is ready.</summary>
    /// <returns>The time from the start of the process to its ready line.</returns>
    public async Task<TimeSpan> KillAndRestartAsync()
    {
        await child.DisposeAsync();
        var start = Stopwatch.GetTimestamp();
        (child, var ready) = await ChildProcess.StartAsync(path, arguments, ReadyWord);
        var took = Stopwatch.GetElapsedTime(start);
        Endpoint = EndpointOf(ready);
        return took;
    }

    public async ValueTask DisposeAsync()
    {
        await child.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static string DataIn(string folder) => Path.Combine(folder, "data");

    private IPEndPoint EndpointOf(string ready) => isHttp ? ManagementEndpoint(DataIn(folder)) : SeatsEndpoint(ready);

    /// <summary>All datagrams come from one address here.</summary>
    private static async Task WriteOptionsAsync(string dataFolder)
    {
        Directory.CreateDirectory(dataFolder);
        await File.WriteAllTextAsync(Path.Combine(dataFolder, "usher.json"), """{ "Validation": { "DatagramsPerSecondMax": 10000000 } }""");
    }

    /// <summary>Where the server that runs on a data folder says that it is managed.</summary>
    private static IPEndPoint ManagementEndpoint(string data)
    {
        using var running = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(data, "running.json")));
        var url = new Uri(running.RootElement.GetProperty("adminUrls")[0].GetString()!);
        return new IPEndPoint(IPAddress.Parse(url.Host), url.Port);
    }

    /// <summary>The first <c>host:port</c> of the ready line.</summary>
    private static IPEndPoint SeatsEndpoint(string line) => line
        .Split(' ', '=')
        .Select(word => IPEndPoint.TryParse(word, out var endpoint) && endpoint.Port > 0 ? endpoint : null)
        .First(endpoint => endpoint is not null)!;
}
