using Usher.Cli.CommandLine;
using Usher.Client;

namespace Usher.Cli.Output;

/// <summary>Seats and their holders in words.</summary>
internal static class SeatText
{
    /// <summary>"1 seat", "2 seats".</summary>
    public static string Seats(int count) => count == 1 ? "1 seat" : $"{count} seats";

    /// <summary>Every state that has seats, and the total; states are never added up.</summary>
    public static string Counts(SeatCounts counts)
    {
        (int Count, string State)[] states =
        [
            (counts.Active, "active"), (counts.Lingering, "lingering"), (counts.Reserved, "reserved"), (counts.Borrowed, "borrowed"),
            (counts.Overdraft, "overdraft"), (counts.Queued, "queued"),
        ];
        var shown = states.Where(state => state.Count > 0).Append((counts.Free, "free")).Select(state => $"{state.Item1} {state.Item2}");
        return $"{counts.Total} in all: {string.Join(", ", shown)}";
    }

    /// <summary>"ada@desk, 1 seat, active since 5m".</summary>
    public static string Holder(SeatHolder holder, DateTimeOffset now)
    {
        var program = holder.Application.Length > 0 ? $" ({holder.Application})" : "";
        return $"{holder.User}@{holder.Host}{program}, {Seats(holder.Seats)}, {holder.State} for {Duration.Short(now - holder.Since)}";
    }
}
