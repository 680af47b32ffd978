using Usher.Licensing;

namespace Usher.Cli.Output;

/// <summary>The names of sharing rules, as license files write them.</summary>
internal static class SharingText
{
    /// <summary>Those that are set, in the order of the file format.</summary>
    public static IEnumerable<string> Names(SharingRule rule)
    {
        if (rule.HasFlag(SharingRule.User))
            yield return "user";
        if (rule.HasFlag(SharingRule.Host))
            yield return "host";
        if (rule.HasFlag(SharingRule.Display))
            yield return "display";
        if (rule.HasFlag(SharingRule.Site))
            yield return "site";
    }
}
