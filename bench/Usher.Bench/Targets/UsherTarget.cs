using System.Globalization;
using System.Net;

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

    public static async Task<UsherTarget> StartAsync(BenchSettings settings, int seats, bool tls)
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
            ["serve", "--data", Path.Combine(folder, "data"), "--listen", "127.0.0.1", "--port", "0", "--admin-port", "0", "--license", license, .. plaintext],
            "ready ");
        return new UsherTarget(child, folder, SeatsEndpoint(line), tls);
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

    /// <summary>The first <c>host:port</c> of the ready line.</summary>
    private static IPEndPoint SeatsEndpoint(string line) => line
        .Split(' ', '=')
        .Select(word => IPEndPoint.TryParse(word, out var endpoint) && endpoint.Port > 0 ? endpoint : null)
        .First(endpoint => endpoint is not null)!;
}
