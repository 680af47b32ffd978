using Usher.Cli.CommandLine;
using Usher.Cli.Output;
using Usher.Cli.Servers;
using Usher.Server.Options;

namespace Usher.Cli.Commands;

/// <summary>'usher config': each setting that is in force, and where it comes from.</summary>
internal static class ConfigCommand
{
    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var data = Options.Text("--data", "FOLDER", "show the settings of a server on this data folder instead");
        var json = Options.Json();
        return new VerbCommand("config", "Show each setting that is in force, and where it comes from: this user's, or with --data a server's.") { data, json }
            .Example("usher config", "which servers and whom to trust, as this user's commands see it")
            .Example("usher config --data /srv/usher", "every option of a server: usher.json, environment, defaults")
            .Does(parsed => Task.FromResult(Run(parsed.GetValue(data), parsed.GetValue(json), surroundings)));
    }

    /// <summary>Prints them.</summary>
    internal static int Run(string? data, bool json, Surroundings surroundings)
    {
        var settings = data is null ? Own(surroundings) : OfServer(UserFolders.Data(data, surroundings), surroundings);
        if (json)
            JsonOutput.Write(new ConfigJson(settings), CliJson.Readable.ConfigJson, surroundings);
        else
            Print(settings, surroundings);
        return ExitCode.Done;
    }

    private static List<SettingJson> Own(Surroundings surroundings)
    {
        var nothing = new ServerChoice([], null, null, InsecureLoopback: false, Timeout: null);
        var file = UserFolders.Config(surroundings, "config.json");
        var key = ServerDoor.VendorKey(nothing, surroundings);
        var (servers, source) = ServerDoor.Named(nothing, surroundings);
        ServerDoor.Addresses(nothing, surroundings);
        return
        [
            new("servers", servers, source),
            new("vendorKey", key?.Value, key?.Source ?? "default: the first meeting with a server is believed"),
            new("dataFolder", UserFolders.Data(null, surroundings), DataSource(surroundings)),
            new("config file", file, File.Exists(file) ? "read" : "not there"),
            new("known servers", UserFolders.Config(surroundings, "known_servers"), "default"),
        ];
    }

    private static string DataSource(Surroundings surroundings) =>
        surroundings.Variable("USHER_DATA") is not null ? "USHER_DATA"
        : UserConfig.Read(surroundings).DataFolder is not null ? UserFolders.Config(surroundings, "config.json")
        : "default";

    private static List<SettingJson> OfServer(string folder, Surroundings surroundings)
    {
        var sources = new OptionSources { DataFolder = folder, Environment = surroundings.Variables() };
        return [.. EffectiveOptions.Load(sources).Rows.Select(row => new SettingJson(row.Key, row.Value, row.Origin) { Range = row.Range })];
    }

    private static void Print(List<SettingJson> settings, Surroundings surroundings)
    {
        var hasRange = settings.Any(setting => setting.Range is not null);
        var table = hasRange ? new Table("SETTING", "VALUE", "FROM", "RANGE") : new Table("SETTING", "VALUE", "FROM");
        foreach (var setting in settings)
            table.Add([setting.Key, setting.Value ?? "none", setting.Source, .. hasRange ? [setting.Range ?? ""] : Array.Empty<string>()]);
        table.Write(surroundings);
    }
}
