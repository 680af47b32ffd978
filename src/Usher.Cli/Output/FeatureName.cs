namespace Usher.Cli.Output;

/// <summary>A feature's full name, "vendor/feature".</summary>
internal static class FeatureName
{
    /// <summary>Its two parts; without a slash the vendor is empty.</summary>
    public static (string Vendor, string Feature) Split(string name) =>
        name.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? (name[..slash], name[(slash + 1)..]) : ("", name);
}
