using Usher.Client;

namespace Usher.Cli.Output;

/// <summary>A refusal under --json.</summary>
internal sealed record RefusalJson(
    string Code, string Message, string Hint, string Feature, SeatCounts? Counts, IReadOnlyList<HolderJson> Holders, int HoldersTotal,
    DateTimeOffset? FreeAt, int Ahead, string Line, double? RetryAfterSeconds)
{
    /// <summary>Of a refusal.</summary>
    public static RefusalJson From(Refusal refusal) => new(
        refusal.Code, refusal.Message, refusal.Hint, refusal.Feature, refusal.Counts,
        [.. refusal.Holders.Select(HolderJson.From)], refusal.HoldersTotal, refusal.FreeAt, refusal.Ahead, refusal.Line,
        refusal.RetryAfter?.TotalSeconds);
}
