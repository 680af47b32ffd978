using System.Globalization;
using System.Net;
using Usher.Client;
using Usher.Licensing;

namespace Usher.EndToEnd;

/// <summary>A vendor, a license and a server process in a folder of their own.</summary>
internal sealed class LicenseServer : IAsyncDisposable
{
    private readonly string licenseFile;
    private readonly string[] settings;
    private Command? process;
    private int port;

    private LicenseServer(string home, string licenseFile, string[] settings) =>
        (Home, this.licenseFile, this.settings) = (home, licenseFile, settings);

    /// <summary>HOME of every process of the test.</summary>
    public string Home { get; }

    public string Data => Path.Combine(Home, "data");

    public string VendorKey => Path.Combine(Home, "acme.pub.pem");

    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");

    /// <summary>Issues a license and starts a server with it.</summary>
    /// <param name="feature">As for <c>usher vendor issue --feature</c>.</param>
    /// <param name="settings">As for <c>usher serve --set</c>.</param>
    public static async Task<LicenseServer> StartAsync(string feature, params string[] settings)
    {
        var home = Directory.CreateTempSubdirectory("usher-").FullName;
        await SucceedAsync(home, "vendor", "init", "acme", "--dir", home, "--no-passphrase");
        var identity = (await SucceedAsync(home, "id", "--data", Path.Combine(home, "data"))).Output.Trim();
        var license = Path.Combine(home, "acme.lic");
        await SucceedAsync(home, "vendor", "issue", "--key", Path.Combine(home, "acme.key.pem"), "--customer", "Test", "--server", identity, "--feature", feature, "-o", license);
        var server = new LicenseServer(home, license, settings);
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts the server process again, on the port it had.</summary>
    public async Task StartAsync()
    {
        process = Command.Usher(
            Home,
            ["serve", "--data", Data, "--listen", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture), "--admin-port", "0",
                "--license", licenseFile, .. settings.SelectMany(setting => new[] { "--set", setting })]);
        var ready = await process.WaitForAsync("ready ");
        port = ready.Split(' ', '=').Select(word => IPEndPoint.TryParse(word, out var endpoint) ? endpoint.Port : 0).First(found => found > 0);
    }

    public Task KillNineAsync() => process!.KillNineAsync();

    /// <summary>Asks it to stop, and returns how it ended.</summary>
    public async Task<Ended> StopAsync()
    {
        await process!.SignalAsync("TERM");
        return await process.EndAsync();
    }

    /// <summary>A command of a user at this server.</summary>
    public Command Usher(string verb, params string[] arguments) =>
        Command.Usher(Home, [verb, "--server", Address, "--vendor-key", VendorKey, .. arguments]);

    public async Task<UsherClient> ConnectAsync(string user) =>
        await UsherClient.ConnectAsync(new UsherClientOptions
        {
            Servers = ServerAddress.TryParseList(Address, out var servers, out _) ? servers : [],
            VendorKeys = [VendorPublicKey.Import(await File.ReadAllTextAsync(VendorKey))],
            User = user,
            RequestTimeout = TimeSpan.FromSeconds(30),
        });

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
        Directory.Delete(Home, recursive: true);
    }

    private static async Task<Ended> SucceedAsync(string home, params string[] arguments)
    {
        await using var command = Command.Usher(home, arguments);
        var ended = await command.EndAsync();
        Assert.True(ended.ExitCode == 0, $"usher {string.Join(' ', arguments)}: {ended}");
        return ended;
    }
}
