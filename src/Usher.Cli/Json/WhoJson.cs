using Usher.Client;

namespace Usher.Cli.Output;

/// <summary>What 'who --json' prints.</summary>
/// <param name="Leases">Who holds seats.</param>
/// <param name="Queue">Who waits, in the order of the queue.</param>
internal sealed record WhoJson(IReadOnlyList<HolderJson> Leases, IReadOnlyList<HolderJson> Queue)
{
    /// <summary>Of all holders.</summary>
    public static WhoJson From(IReadOnlyList<SeatHolder> holders) => new(
        [.. holders.Where(holder => !IsWaiting(holder)).Select(HolderJson.From)],
        [.. holders.Where(IsWaiting).OrderBy(holder => holder.Position).Select(HolderJson.From)]);

    /// <summary>Whether it waits.</summary>
    public static bool IsWaiting(SeatHolder holder) => holder.State == "queued";
}
