using Usher.Cli.CommandLine;
using Usher.Client;

namespace Usher.Cli.Output;

/// <summary>A refusal, for people: why, how many, who, until when, and what to do.</summary>
internal static class RefusalPage
{
    /// <summary>Writes it.</summary>
    public static void Write(Refusal refusal, TextWriter error, DateTimeOffset now)
    {
        error.WriteLine($"usher: error {refusal.Code}: {refusal.Message}");
        if (refusal.Counts is { } counts)
            error.WriteLine($"  seats:   {SeatText.Counts(counts)}");
        foreach (var holder in refusal.Holders)
            error.WriteLine($"  held by: {SeatText.Holder(holder, now)}");
        if (refusal.HoldersTotal > refusal.Holders.Count && refusal.Holders.Count > 0)
            error.WriteLine($"           and {refusal.HoldersTotal - refusal.Holders.Count} more");
        if (refusal.Ahead > 0)
            error.WriteLine($"  queue:   {refusal.Ahead} waiting in front");
        if (refusal.FreeAt is { } free)
            error.WriteLine($"  free at: {free:HH:mm:ss}Z, in {Duration.Short(free - now)}, at the latest if nobody renews");
        if (refusal.Line.Length > 0)
            error.WriteLine($"  rule:    {refusal.Line}");
        error.WriteLine($"usher: hint: {refusal.Hint}");
    }
}
