using Usher.Cli.CommandLine;
using Usher.Cli.Output;
using Usher.Cli.Servers;
using Usher.Client;
using Usher.Server.Options;

namespace Usher.Cli.Commands;

/// <summary>'usher discover': who serves licenses here?</summary>
internal static class DiscoverCommand
{
    private const string Holds = "holds", False = "false";

    private static readonly TimeSpan WaitDefault = TimeSpan.FromSeconds(2);

    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var wait = Options.Span("--wait", "how long to collect answers, 100ms to 30s (default: 2s)", DiscoveryOptions.WaitMin, DiscoveryOptions.WaitMax);
        var addresses = Options.Texts("--address", "HOST[:PORT]", "ask this one instead of everybody on the network (port: 1455); repeat for more");
        var feature = Options.Text("--feature", "FEATURE", "only servers of this feature");
        var licenses = Options.Texts("--license-file", "FILE", "a license: say which servers it names; repeat for more");
        var data = FolderOption.Create();
        var json = Options.Json();
        return new VerbCommand("discover", "Find the servers on this network: ask by broadcast and multicast on 1455/udp, and list who answers.")
        {
            wait, addresses, feature, licenses, data, json,
        }
            .Note(
                "An answer proves no more than that its sender has the key of that identity (SIGNATURE holds; false: it pretends to).",
                "NAMED BY says whether a license, this user's known_servers or the data folder names it. Whether a server is trusted",
                "is decided when a command connects. Exit code 3: none answered, or none whose signature holds.")
            .Example("usher discover", "every server that answers within 2 seconds")
            .Example("usher discover --license-file example.lic --wait 5s", "and which of them the license names")
            .Example("usher discover --address license1 --json", "one in another network, for a script")
            .Does(async parsed =>
            {
                var options = await NetworkSearch.OptionsAsync(surroundings);
                if (parsed.GetValue(addresses) is { Length: > 0 } named)
                    options.Targets = await NetworkSearch.TargetsAsync(named, "--address", surroundings);
                options.Wait = parsed.GetValue(wait) ?? WaitDefault;
                options.Feature = Feature(parsed.GetValue(feature));
                return await RunAsync(options, NamedBy(parsed.GetValue(data), parsed.GetValue(licenses) ?? [], surroundings), parsed.GetValue(json), surroundings);
            });
    }

    /// <summary>Asks and prints.</summary>
    /// <param name="options">Whom to ask, and how long.</param>
    /// <param name="namedBy">Identities that something on this machine names, each with what does.</param>
    /// <param name="json">As one object.</param>
    /// <param name="surroundings">Of the command.</param>
    internal static async Task<int> RunAsync(
        DiscoveryOptions options, IReadOnlyDictionary<string, string> namedBy, bool json, Surroundings surroundings)
    {
        var found = await ServerDiscovery.FindAsync(options, surroundings.Time, surroundings.Interrupted);
        if (found.Count == 0)
            throw NetworkSearch.NobodyAnswered($"no server answered within {DurationText.Show(options.Wait)}", Hint(options));
        var servers = found.Select(one => Row(one, namedBy)).ToList();
        if (json)
            JsonOutput.Write(new DiscoverJson(servers), CliJson.Readable.DiscoverJson, surroundings);
        else
            Print(servers, surroundings);
        return servers.Exists(one => one.Signature == Holds) ? ExitCode.Done : ExitCode.NoServer;
    }

    private static string Feature(string? feature) =>
        feature is null ? ""
        : Protocol.DiscoveryText.Fit(feature, Protocol.WireLimits.FeatureBytesMax) == feature ? feature
        : throw FaultException.Usage(CliCodes.BadValue, "--feature is no name of a feature", $"it has up to {Protocol.WireLimits.FeatureBytesMax} bytes, and only what can be shown");

    private static Dictionary<string, string> NamedBy(string? data, string[] licenses, Surroundings surroundings)
    {
        var named = new Dictionary<string, string>();
        PortsOptionSet.AddKnownServers(named, surroundings);
        foreach (var license in licenses)
            PortsOptionSet.AddLicense(named, license, surroundings);
        PortsOptionSet.AddFolder(named, UserFolders.Data(data, surroundings), isNamed: data is not null);
        return named;
    }

    private static DiscoveredJson Row(DiscoveredServer server, IReadOnlyDictionary<string, string> namedBy) => new(
        $"{server.Identity}", [.. server.Addresses.Select(address => $"{address}")], server.Name, server.Version, server.ManagementPort,
        server.IsSignatureValid ? Holds : False, namedBy.GetValueOrDefault($"{server.Identity}"));

    private static void Print(List<DiscoveredJson> servers, Surroundings surroundings)
    {
        var table = new Table("ADDRESS", "NAME", "VERSION", "IDENTITY", "SIGNATURE", "NAMED BY");
        foreach (var one in servers)
            table.Add(one.Addresses[0], one.Name, one.Version, one.Identity, one.Signature, one.NamedBy ?? "nothing");
        table.Write(surroundings);
        foreach (var one in servers.Where(one => one.Signature == False))
            surroundings.Output.WriteLine($"{one.Addresses[0]} pretends to be {one.Identity[..16]}… and has not its key: find out what answers there");
    }

    private static string Hint(DiscoveryOptions options) => options.Targets.Count > 0
        ? "check that the server runs, that it trusts this machine's network, that Listen:Discovery is on, and that no firewall drops 1455/udp"
        : "a server in another network is asked with --address HOST; else check that it runs, trusts this network, and that no firewall drops 1455/udp";
}
