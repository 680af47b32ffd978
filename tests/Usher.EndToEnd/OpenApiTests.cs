using System.Diagnostics;
using System.Net.Sockets;

namespace Usher.EndToEnd;

/// <summary>
/// The description of the API in the hands of strangers: a validator accepts it, a generator makes a client of it, the
/// client compiles and takes a seat. Needs Node.js; what it installs is pinned in OpenApi/package-lock.json.
/// </summary>
public sealed class OpenApiTests
{
    private static readonly TimeSpan ToolMax = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task A_client_made_from_the_description_compiles_and_takes_a_seat()
    {
        Assert.SkipUnless(IsThere("node") && IsThere("npm"), "needs node and npm");
        var folder = await InstallAsync();
        await using var server = await LicenseServer.StartAsync("cad:seats=1");
        var socket = Path.Combine(server.Data, "admin.sock");
        await File.WriteAllTextAsync(Path.Combine(folder, "openapi.json"), await GetAsync(socket, "/openapi/v1.json"));

        Assert.StartsWith("valid: OpenAPI 3.1.", await RunAsync(folder, "node", "check.mjs", "openapi.json"), StringComparison.Ordinal);
        await RunAsync(folder, "node", "node_modules/openapi-typescript/bin/cli.js", "openapi.json", "--output", "schema.ts");
        await RunAsync(folder, "node", "node_modules/typescript/bin/tsc", "--project", ".");
        var story = await RunAsync(folder, "node", "client.js", socket, "cad");

        Assert.Equal(
            ["granted 1 of acme/cad", "again: the same lease", "refused: USH2003, held by ada", "renewed for 120 s", "active: 1", "returned: true"],
            story.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Installs the tools under artifacts/, once for each package-lock.json.</summary>
    private static async Task<string> InstallAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "openapi")).FullName;
        var installed = Path.Combine(folder, "installed-lock.json");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "Usher.EndToEnd", "OpenApi")))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        var wanted = await File.ReadAllTextAsync(Path.Combine(folder, "package-lock.json"));
        if (File.Exists(installed) && await File.ReadAllTextAsync(installed) == wanted)
            return folder;
        await RunAsync(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        await File.WriteAllTextAsync(installed, wanted);
        return folder;
    }

    private static async Task<string> GetAsync(string socketPath, string path)
    {
        using var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        return await client.GetStringAsync(new Uri($"http://usher{path}"));
    }

    /// <summary>Runs a tool to its end, with the settings of the user that it has: where npm's registry is, for one.</summary>
    private static async Task<string> RunAsync(string folder, string file, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var limit = new CancellationTokenSource(ToolMax);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, $"{file} {string.Join(' ', arguments)} ended with {process.ExitCode}: {output}{await error}");
        return output;
    }

    private static bool IsThere(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, tool)));
}
