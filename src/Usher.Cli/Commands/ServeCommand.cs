using System.CommandLine;
using Usher.Cli.CommandLine;
using Usher.Cli.Servers;
using Usher.Server;
using Usher.Server.Hosting;
using Usher.Server.Options;

namespace Usher.Cli.Commands;

/// <summary>'usher serve': runs a license server.</summary>
internal static class ServeCommand
{
    /// <summary>What '--trust' adds to.</summary>
    private static readonly string[] _trustedAnyway = ["loopback", "private", "link-local"];

    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var data = FolderOption.Create();
        var logFile = Options.Text("--log-file", "FILE", "append the log to a file (default: standard error)");
        var flags = new ServeFlags();
        var ownSession = new Option<bool>(OwnSession) { Hidden = true };
        var command = new VerbCommand("serve", "Run a license server until Ctrl-C or SIGTERM. Prints one line, 'ready …', as soon as it answers.") { data };
        flags.AddTo(command);
        command.Add(logFile);
        command.Add(ownSession);
        return command
            .Note(
                "Settings come from usher.json in the data folder, then USHER_SECTION__KEY variables, then these options;",
                "'usher config --data FOLDER' shows them all. The log goes to standard error.")
            .Example("usher serve --license example.lic", "serve seats on port 1203 of every address of this machine")
            .Example("usher serve --data /srv/usher --listen 127.0.0.1 --port 0", "on loopback, on a free port, which the ready line tells")
            .Example("usher serve --trust 198.51.100.0/24 --set Leases:Linger=2m", "let one more network in; set an option that has no flag")
            .Does(parsed =>
            {
                if (parsed.GetValue(ownSession) && !OperatingSystem.IsWindows())
                    _ = Children.SystemCalls.NewSession(); // Fails only where the session is our own already.
                if (parsed.GetValue(logFile) is { } path)
                    ServeLog.To(path);
                return RunAsync(UserFolders.Data(parsed.GetValue(data), surroundings), flags.Of(parsed), surroundings);
            });
    }

    /// <summary>Starts a session of its own, so that the server outlives the terminal it was started from.</summary>
    internal const string OwnSession = "--own-session";

    /// <summary>Networks that are trusted without a word, and more.</summary>
    internal static IReadOnlyList<string> Trusted(IEnumerable<string> more) => [.. _trustedAnyway, .. more];

    /// <summary>Runs the server until it is asked to stop.</summary>
    internal static async Task<int> RunAsync(string dataFolder, IReadOnlyList<OptionFlag> flags, Surroundings surroundings)
    {
        var options = EffectiveOptions.Load(new() { DataFolder = dataFolder, Environment = surroundings.Variables(), Flags = flags }).Options;
        using var loggers = ServerLogging.Create(options.Log);
        await using var server = await UsherServer.StartAsync(options, loggers, surroundings.Time, cancellationToken: surroundings.Interrupted);
        await surroundings.Output.WriteLineAsync(Ready(server, options.Listen.DiscoveryPort));
        await surroundings.Output.FlushAsync(CancellationToken.None);
        await server.Completion.WaitAsync(surroundings.Interrupted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await server.StopAsync();
        return ExitCode.Done;
    }

    private static string Admin(IReadOnlyList<string> urls) => urls.Count == 0 ? "" : $" admin={string.Join(',', urls)}";

    /// <summary>One line for people and scripts; the folder comes last, because it may hold spaces.</summary>
    private static string Ready(UsherServer server, int discoveryPort) =>
        $"ready seats={string.Join(',', server.SeatEndpoints)}{Admin(server.AdminUrls)}{Discovery(server, discoveryPort)} identity={server.Identity} data={server.DataFolder}";

    /// <summary>A port that nobody could know.</summary>
    private static string Discovery(UsherServer server, int port) =>
        port == 0 && server.DiscoveryBound.Count > 0 ? $" discovery={string.Join(',', server.DiscoveryBound)}" : "";
}
