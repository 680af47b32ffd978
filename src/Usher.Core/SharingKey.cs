namespace Usher.Core;

/// <summary>What leases must agree in to share a seat.</summary>
internal readonly record struct SharingKey(string? User, string? Host, string? Display)
{
    /// <summary>The parts of the holder that the rule names; none for <see cref="Sharing.Site"/>: all are one group.</summary>
    public static SharingKey Of(Holder holder, Sharing rule) => rule.HasFlag(Sharing.Site)
        ? default
        : new(
            rule.HasFlag(Sharing.User) ? holder.User : null,
            rule.HasFlag(Sharing.Host) ? holder.Host : null,
            rule.HasFlag(Sharing.Display) ? holder.Display : null);
}
