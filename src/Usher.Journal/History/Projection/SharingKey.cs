using Usher.Core;

namespace Usher.Journal.History.Projection;

/// <summary>What holders must agree in to share seats; null parts do not matter.</summary>
internal readonly record struct SharingKey(string? User, string? Host, string? Display)
{
    /// <summary>The parts of the holder that the rule names; none for the whole site.</summary>
    public static SharingKey Of(Holder holder, Sharing rule) => rule.HasFlag(Sharing.Site)
        ? default
        : new(
            rule.HasFlag(Sharing.User) ? holder.User : null,
            rule.HasFlag(Sharing.Host) ? holder.Host : null,
            rule.HasFlag(Sharing.Display) ? holder.Display : null);
}
