using System.CommandLine;
using System.Net;
using Usher.Cli.CommandLine;
using Usher.Cli.Files;
using Usher.Cli.Servers;
using Usher.Licensing;
using Usher.Ports;
using Usher.Server;
using Usher.Server.Options;

namespace Usher.Cli.Commands;

/// <summary>What 'usher ports …' is told about this machine: which networks are trusted, and who may call itself Usher.</summary>
internal sealed class PortsOptionSet
{
    private readonly Option<string?> _data = Options.Text("--data", "FOLDER", "the data folder of this machine's Usher: its identity, its ports, its trusted networks");
    private readonly Option<string[]> _licenses = Options.Texts("--license-file", "FILE", "a license: the servers it names are the real ones");
    private readonly Option<string[]> _trust = Options.Texts("--trust", "NETWORK", "one more trusted network");

    /// <summary>Adds the options to a command.</summary>
    public PortsOptionSet(Command command)
    {
        foreach (var option in (ReadOnlySpan<Option>)[_data, _licenses, _trust])
            command.Add(option);
    }

    /// <summary>The user's copy of IANA's registry.</summary>
    public static Option<string?> Iana() => Options.Text("--iana", "FILE", "also look into IANA's service-names-port-numbers.csv");

    /// <summary>The data folder that was named; null: none was.</summary>
    public string? FolderOf(ParseResult parsed) => parsed.GetValue(_data);

    /// <summary>What to judge by, the identities that the licenses installed in the data folder name included.</summary>
    public async Task<CheckSettings> ReadAsync(ParseResult parsed, Surroundings surroundings)
    {
        var settings = Read(parsed, surroundings);
        var installed = await InstalledServers.ReadAsync(FolderOf(parsed), surroundings);
        return settings with
        {
            KnownIdentities = new Dictionary<string, string>(installed.Concat(settings.KnownIdentities).DistinctBy(one => one.Key)),
            AreAllIdentitiesKnown = settings.AreAllIdentitiesKnown || installed.Count > 0,
        };
    }

    /// <summary>What to judge by. The identities of --data, --license-file and known_servers count as known.</summary>
    public CheckSettings Read(ParseResult parsed, Surroundings surroundings)
    {
        var named = parsed.GetValue(_data);
        var licenses = parsed.GetValue(_licenses) ?? [];
        var folder = UserFolders.Data(named, surroundings);
        var options = EffectiveOptions.Load(new OptionSources { DataFolder = folder, Environment = surroundings.Variables() }).Options;
        var identities = new Dictionary<string, string>();
        AddKnownServers(identities, surroundings);
        foreach (var license in licenses)
            AddLicense(identities, license, surroundings);
        AddFolder(identities, folder, isNamed: named is not null);
        return new()
        {
            TrustedNetworks = [.. options.Networks.Trusted.Concat(parsed.GetValue(_trust) ?? []).SelectMany(Networks).Distinct()],
            LocalAddresses = Addresses.OfThisMachine(),
            KnownIdentities = identities,
            AreAllIdentitiesKnown = licenses.Length > 0 || ServerFolder.HasServed(folder),
            UsherExecutable = Environment.ProcessPath,
            DiscoveryPort = (ushort)options.Listen.DiscoveryPort,
            Wanted = named is null ? new HashSet<(Transport, ushort)>() : Wanted(options.Listen),
        };
    }

    private static HashSet<(Transport, ushort)> Wanted(ListenOptions listen) =>
    [
        .. from port in (int[])[listen.Port, listen.AdminPort]
           where port != 0
           from transport in Enum.GetValues<Transport>()
           select (transport, (ushort)port),
    ];

    private static IReadOnlyList<IPNetwork> Networks(string text) => Addresses.TryParseNetworks(text, out var networks) ? networks : throw FaultException.Usage(
        CliCodes.BadValue, $"--trust '{text}' is no network", "write 10.0.0.0/8, fd00::/8, an address, loopback, private, link-local or any");

    /// <summary>A folder without a key gets none here, and one that this user may not read only counts when it was named.</summary>
    internal static void AddFolder(Dictionary<string, string> identities, string folder, bool isNamed)
    {
        if (!File.Exists(Path.Combine(folder, ServerFolder.KeyFile)))
            return;
        try
        {
            identities[UsherServer.ReadIdentity(folder).ToString()] = $"the data folder {folder}";
        }
        catch (ServerStartException) when (!isNamed)
        {
            // Another user's server; what else is known has to do.
        }
    }

    internal static void AddLicense(Dictionary<string, string> identities, string path, Surroundings surroundings)
    {
        var verdict = LicenseFile.Verify(TextFiles.ReadBytes(path), new LicenseCheck { Now = surroundings.Now });
        if (verdict.License is not { } license)
            throw new LicenseException(verdict.Faults[0]);
        foreach (var server in license.Servers.Identities)
            identities[server.ToString()] = $"the license {license.Id}";
    }

    internal static void AddKnownServers(Dictionary<string, string> identities, Surroundings surroundings)
    {
        var path = UserFolders.Config(surroundings, "known_servers");
        if (!File.Exists(path))
            return;
        foreach (var line in TextFiles.Read(path).Split('\n'))
        {
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var address, var text] && ServerIdentity.TryParse(text.Trim(), out var identity))
                identities[identity.ToString()] = $"{path} for {address}";
        }
    }
}
