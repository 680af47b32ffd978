using System.Collections.Immutable;
using Usher.Core;

namespace Usher.Simulation.Checks;

/// <summary>
/// Counts seats again, from the events alone and as plainly as can be: every time from nothing, without the tables and cursors
/// that the pool keeps to be fast.
/// </summary>
internal static class LineAccounts
{
    /// <summary>Seats of a line in use; a sharing group counts once, by its largest member.</summary>
    public static int Used(LicenseLine line, IEnumerable<Seat> seats)
    {
        var drawn = seats
            .SelectMany(seat => seat.Draws.Where(draw => draw.Line == line.Id).Select(draw => (seat.Holder, draw.Seats)))
            .ToList();
        return line.Sharing == Sharing.None
            ? drawn.Sum(draw => draw.Seats)
            : drawn.GroupBy(draw => Group(draw.Holder, line.Sharing)).Sum(group => group.Max(draw => draw.Seats));
    }

    /// <summary>What the draws of a newcomer would add to the use of a line.</summary>
    public static int Cost(LicenseLine line, IReadOnlyCollection<Seat> others, Holder holder, ImmutableArray<Draw> draws) =>
        Used(line, [.. others, new Seat(default, holder, default, draws, default, default, default, default)]) - Used(line, others);

    public static bool IsOpen(LicenseLine line, DateTimeOffset at) => !(line.StartsAt > at) && !(line.EndsAt + line.Grace <= at);

    private static string Group(Holder holder, Sharing rule) => rule.HasFlag(Sharing.Site) ? "" : string.Join(
        '|',
        rule.HasFlag(Sharing.User) ? holder.User : "",
        rule.HasFlag(Sharing.Host) ? holder.Host : "",
        rule.HasFlag(Sharing.Display) ? holder.Display : "");
}
