using System.Globalization;
using System.Net;
using Usher.Client;
using Usher.Licensing;

namespace Usher.EndToEnd;

/// <summary>A vendor, a license and a server process in a folder of their own.</summary>
internal sealed class LicenseServer : IAsyncDisposable
{
    private readonly Stage stage;
    private readonly string? licenseFile;
    private readonly string[] settings;
    private Command? process;
    private string ready = "";
    private int port;

    private LicenseServer(Stage stage, string? licenseFile, string[] settings) =>
        (this.stage, this.licenseFile, this.settings) = (stage, licenseFile, settings);

    /// <summary>HOME of every process of the test.</summary>
    public string Home => stage.Home;

    public string Data { get => field ?? Path.Combine(Home, "data"); set; }

    public string VendorKey => Path.Combine(Home, "acme.pub.pem");

    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");

    /// <summary>The process of the server.</summary>
    public Command Process => process ?? throw new InvalidOperationException("the server was not started");

    /// <summary>Put before the command line of the next start.</summary>
    public string[] Before { get; set; } = [];

    /// <summary>Issues a license and starts a server with it.</summary>
    /// <param name="feature">As for <c>usher vendor issue --feature</c>.</param>
    /// <param name="settings">As for <c>usher serve --set</c>.</param>
    public static Task<LicenseServer> StartAsync(string feature, params string[] settings) => StartAsync(Stage.Plain(), feature, settings);

    /// <summary>The same on a stage that the test prepared.</summary>
    public static async Task<LicenseServer> StartAsync(Stage stage, string feature, params string[] settings)
    {
        var server = await PrepareAsync(stage, feature, settings);
        await server.StartAsync();
        return server;
    }

    /// <summary>The same, not started yet.</summary>
    public static async Task<LicenseServer> PrepareAsync(Stage stage, string feature, params string[] settings)
    {
        var home = stage.Home;
        await stage.RunAsync(Repository.Usher, "vendor", "init", "acme", "--dir", home, "--no-passphrase");
        var identity = (await stage.RunAsync(Repository.Usher, "id", "--data", Path.Combine(home, "data"))).Output.Trim();
        var license = Path.Combine(home, "acme.lic");
        await stage.RunAsync(
            Repository.Usher, "vendor", "issue", "--key", Path.Combine(home, "acme.key.pem"), "--customer", "Test", "--server", identity, "--feature", feature, "-o", license);
        return new LicenseServer(stage, license, settings);
    }

    /// <summary>A server whose data folder there will be, with its licenses in its journal.</summary>
    /// <param name="vendorKey">The public key of its vendor.</param>
    public static LicenseServer Of(string vendorKey)
    {
        var server = new LicenseServer(Stage.Plain(), licenseFile: null, []);
        File.Copy(vendorKey, server.VendorKey);
        return server;
    }

    /// <summary>Starts the server process again, on the port it had.</summary>
    public async Task StartAsync()
    {
        process = Serve();
        ready = await process.WaitForAsync("ready ");
        port = Endpoint("seats").Port;
    }

    /// <summary>Starts it where it cannot start, and returns how it ended.</summary>
    public async Task<Ended> FailToStartAsync()
    {
        await using var failing = Serve();
        return await failing.EndAsync();
    }

    /// <summary>An endpoint that the ready line tells: <c>seats</c>, <c>admin</c> or <c>discovery</c>.</summary>
    public IPEndPoint Endpoint(string name)
    {
        var told = ready.Split(' ').First(word => word.StartsWith(name + "=", StringComparison.Ordinal));
        return IPEndPoint.Parse(told[(name.Length + 1)..].Replace("https://", "", StringComparison.Ordinal).Split(',')[0]);
    }

    public Task KillNineAsync() => Process.KillNineAsync();

    /// <summary>Asks it to stop, and returns how it ended.</summary>
    public async Task<Ended> StopAsync()
    {
        await Process.SignalAsync("TERM");
        return await Process.EndAsync();
    }

    /// <summary>A command of a user at this server.</summary>
    public Command Usher(string verb, params string[] arguments) =>
        Command.Usher(Home, [verb, "--server", Address, "--vendor-key", VendorKey, .. arguments]);

    /// <summary>A command of the administrator, on the stage of the server, run to its end.</summary>
    public async Task<Ended> AdministerAsync(params string[] arguments)
    {
        await using var command = stage.Start(Repository.Usher, arguments);
        return await command.EndAsync();
    }

    public async Task<UsherClient> ConnectAsync(string user) => await UsherClient.ConnectAsync(await OptionsAsync(user));

    /// <summary>How a user of this server connects.</summary>
    public async Task<UsherClientOptions> OptionsAsync(string user) => new()
    {
        Servers = ServerAddress.TryParseList(Address, out var servers, out _) ? servers : [],
        VendorKeys = [VendorPublicKey.Import(await File.ReadAllTextAsync(VendorKey))],
        User = user,
        RequestTimeout = TimeSpan.FromSeconds(30),
    };

    /// <summary>The usage log is whole, as the server itself says.</summary>
    public async Task TheLogVerifiesAsync()
    {
        var ended = await AdministerAsync("verify-log", "--data", Data);
        Assert.True(ended.ExitCode == 0, ended.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
        Directory.Delete(Home, recursive: true);
    }

    private Command Serve()
    {
        string[] words =
        [
            .. Before, Repository.Usher, "serve", "--data", Data, "--listen", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture), "--admin-port", "0",
            .. licenseFile is null ? Array.Empty<string>() : ["--license", licenseFile], .. settings.SelectMany(setting => new[] { "--set", setting }),
        ];
        return stage.Start(words[0], words[1..]);
    }
}
