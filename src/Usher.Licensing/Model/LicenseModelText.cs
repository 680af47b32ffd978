using System.Collections.Frozen;

namespace Usher.Licensing;

/// <summary>The names of models and sharing rules in files and descriptions. Case-sensitive.</summary>
internal static class LicenseModelText
{
    private static readonly FrozenDictionary<string, LicenseModel> ByName = new Dictionary<string, LicenseModel>
    {
        ["floating"] = LicenseModel.Floating,
        ["node-locked"] = LicenseModel.NodeLocked,
        ["named-user"] = LicenseModel.NamedUser,
        ["token-pool"] = LicenseModel.TokenPool,
        ["metered"] = LicenseModel.Metered,
        ["package"] = LicenseModel.Package,
        ["trial"] = LicenseModel.Trial,
        ["subscription"] = LicenseModel.Subscription,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<LicenseModel, string> ByModel =
        ByName.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    private static readonly (string Name, SharingRule Rule)[] Sharing =
    [
        ("user", SharingRule.User), ("host", SharingRule.Host), ("display", SharingRule.Display), ("site", SharingRule.Site),
    ];

    internal static IEnumerable<string> ModelNames => ByModel.OrderBy(pair => pair.Key).Select(pair => pair.Value);

    internal static IEnumerable<string> SharingNames => Sharing.Select(known => known.Name);

    internal static LicenseModel Model(string name) => ByName.GetValueOrDefault(name, LicenseModel.Unsupported);

    internal static string? Name(LicenseModel model) => ByModel.GetValueOrDefault(model);

    internal static SharingRule Rule(string name) =>
        Array.Find(Sharing, known => known.Name == name).Rule;

    internal static IEnumerable<string> Names(SharingRule rules) =>
        Sharing.Where(known => rules.HasFlag(known.Rule)).Select(known => known.Name);
}
