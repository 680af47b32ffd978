using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Usher.Bench.Targets;

/// <summary>An Usher server with a fresh data folder and one license, started as a user would.</summary>
internal sealed class UsherTarget : ITarget
{
    private readonly ChildProcess child;
    private readonly string folder;

    private UsherTarget(ChildProcess child, string folder, IPEndPoint endpoint, bool tls) =>
        (this.child, this.folder, Endpoint, Tls) = (child, folder, endpoint, tls);

    public IPEndPoint Endpoint { get; }

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
        await WriteOptionsAsync(Path.Combine(folder, "data"));
        string[] plaintext = tls ? [] : ["--insecure-loopback"];
        var (child, line) = await ChildProcess.StartAsync(
            settings.UsherPath,
            ["serve", "--data", Path.Combine(folder, "data"), "--listen", "127.0.0.1", "--port", "0", "--admin-port", "0", "--license", license, "--set", "Access:RequestsPerSecond=1000000", .. plaintext],
            "ready ");
        return new UsherTarget(child, folder, isHttp ? ManagementEndpoint(Path.Combine(folder, "data")) : SeatsEndpoint(line), tls);
    }

    public async ValueTask DisposeAsync()
    {
        await child.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

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
