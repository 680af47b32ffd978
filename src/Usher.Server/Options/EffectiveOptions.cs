namespace Usher.Server.Options;

/// <summary>The options in force, and where each came from: what <c>usher config</c> prints.</summary>
public sealed class EffectiveOptions
{
    private const string Prefix = "USHER_";
    private const string Separator = "__";

    private EffectiveOptions(ServerOptions options, IReadOnlyDictionary<string, string> origins)
    {
        Options = options;
        Rows = [.. OptionTable.All.Select(entry => new EffectiveOption(
            entry.Key, entry.Show(options), origins.GetValueOrDefault(entry.Key, "default"), entry.Range))];
    }

    /// <summary>To start the server with.</summary>
    public ServerOptions Options { get; }

    /// <summary>Every option, in the order of docs/configuration.md.</summary>
    public IReadOnlyList<EffectiveOption> Rows { get; }

    /// <summary>Reads all sources; later ones win.</summary>
    /// <exception cref="ServerStartException">
    /// Everything that is wrong in any of them, at once: unknown options (USH5101), bad values (USH5102), options that
    /// contradict each other (USH5103), a file that is not JSON (USH5104), plaintext beyond loopback (USH5105).
    /// </exception>
    public static EffectiveOptions Load(OptionSources sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var faults = new List<ServerFault>();
        var options = new ServerOptions { DataFolder = sources.DataFolder };
        var origins = new Dictionary<string, string>();
        foreach (var source in Sources(sources, faults))
            options = Set(options, source, origins, faults);
        faults.AddRange(OptionRules.Faults(options));
        return faults.Count == 0 ? new EffectiveOptions(options, origins) : throw new ServerStartException(faults);
    }

    private static IEnumerable<IReadOnlyList<Setting>> Sources(OptionSources sources, List<ServerFault> faults)
    {
        yield return OptionsFile.Read(sources.DataFolder, faults);
        yield return [.. sources.Environment.Where(IsOption).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(FromEnvironment)];
        yield return [.. sources.Flags.Select(flag => new Setting(flag.Key, flag.Values, flag.Flag))];
    }

    private static bool IsOption(KeyValuePair<string, string> variable) =>
        variable.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && variable.Key.Contains(Separator, StringComparison.Ordinal);

    private static Setting FromEnvironment(KeyValuePair<string, string> variable) =>
        new(variable.Key[Prefix.Length..].Replace(Separator, ":", StringComparison.Ordinal), [variable.Value], variable.Key);

    private static ServerOptions Set(
        ServerOptions options, IReadOnlyList<Setting> source, Dictionary<string, string> origins, List<ServerFault> faults)
    {
        var seen = new Dictionary<string, string>();
        foreach (var setting in source)
        {
            if (!OptionTable.ByKey.TryGetValue(setting.Key, out var entry))
                faults.Add(OptionFaults.Unknown(setting));
            else if (!seen.TryAdd(entry.Key, setting.Origin))
                faults.Add(OptionFaults.Twice(setting, seen[entry.Key]));
            else if (entry.IsOfFileAlone && !setting.IsOfFile)
                faults.Add(OptionFaults.OfFileAlone(entry, setting));
            else if (entry.TrySet(options, setting.Values) is not { } changed)
                faults.Add(OptionFaults.BadValue(entry, string.Join(", ", setting.Values), setting.Origin));
            else
                (options, origins[entry.Key]) = (changed, setting.Origin);
        }

        return options;
    }
}
