using System.Collections.Immutable;
using Usher.Core;

namespace Usher.Journal.History.Projection;

/// <summary>
/// Counts a pool's seats by state from its events alone: what <c>Pool.Count</c> says, without keeping the leases. A property
/// test holds both equal.
/// </summary>
internal sealed class UseBook
{
    private readonly Dictionary<string, LineCount> lines = new(StringComparer.Ordinal);
    private bool hasStrangers;

    /// <summary>All lines, withdrawn ones included.</summary>
    public IReadOnlyCollection<LineCount> Lines => lines.Values;

    /// <summary>Held seats by state.</summary>
    public SeatUse Use { get; private set; }

    /// <summary>Whether <see cref="Lines"/> changed since somebody set this to false.</summary>
    public bool LinesChanged { get; set; }

    /// <summary>A line as it was stored, before anything is counted.</summary>
    public void Restore(LineCount line) => lines.Add(line.Id, line);

    /// <summary>Replaces the lines. Those not named any more stay, withdrawn, while somebody draws from them.</summary>
    /// <returns>True: what is held must be counted again, by <see cref="Clear"/> and <see cref="Take"/> for all.</returns>
    public bool Set(ImmutableArray<LicenseLine> licensed)
    {
        var mustRecount = hasStrangers;
        LinesChanged = true;
        foreach (var line in lines.Values)
            line.Withdrawn = true;
        foreach (var line in licensed)
            mustRecount |= !Keep(line);
        if (!mustRecount)
            DropUnused();
        Use = lines.Values.Aggregate(default(SeatUse), (sum, line) => sum + line.Use);
        return mustRecount;
    }

    /// <summary>Forgets what is held.</summary>
    public void Clear()
    {
        foreach (var line in lines.Values.ToList())
            lines[line.Id] = new LineCount(line.Id, line.Seats, line.Sharing) { Withdrawn = line.Withdrawn };
        (Use, hasStrangers) = (default, false);
    }

    /// <summary>Ends a count that began with <see cref="Clear"/>.</summary>
    public void DropUnused()
    {
        foreach (var line in lines.Values.Where(line => line.Withdrawn && !line.IsUsed).ToList())
            Drop(line);
    }

    /// <summary>A lease holds these seats.</summary>
    public void Take(HeldSeats held)
    {
        foreach (var draw in held.Draws)
        {
            if (!lines.TryGetValue(draw.Line, out var line))
            {
                hasStrangers = true;
                continue;
            }

            var before = line.Use;
            line.Take(held.Holder, draw.Seats, held.Lingering);
            Use += line.Use - before;
        }
    }

    /// <summary>A lease does not hold them any more.</summary>
    public void GiveBack(HeldSeats held)
    {
        foreach (var draw in held.Draws)
        {
            if (!lines.TryGetValue(draw.Line, out var line))
                continue;
            var before = line.Use;
            line.GiveBack(held.Holder, draw.Seats, held.Lingering);
            Use += line.Use - before;
            if (line is { Withdrawn: true, IsUsed: false })
                Drop(line);
        }
    }

    /// <summary>The lease's client came or went.</summary>
    /// <param name="held">As it is now.</param>
    public void ChangeState(HeldSeats held)
    {
        foreach (var draw in held.Draws)
        {
            if (!lines.TryGetValue(draw.Line, out var line))
                continue;
            var before = line.Use;
            line.Take(held.Holder, draw.Seats, held.Lingering);
            line.GiveBack(held.Holder, draw.Seats, !held.Lingering);
            Use += line.Use - before;
        }
    }

    /// <returns>False: the line's seats are shared in another way now, so that they must be counted again.</returns>
    private bool Keep(LicenseLine licensed)
    {
        if (lines.TryGetValue(licensed.Id, out var line) && line.Sharing == licensed.Sharing)
        {
            (line.Seats, line.Withdrawn) = (licensed.Seats, false);
            return true;
        }

        lines[licensed.Id] = new LineCount(licensed.Id, licensed.Seats, licensed.Sharing);
        return line is null;
    }

    private void Drop(LineCount line)
    {
        LinesChanged = true;
        lines.Remove(line.Id);
    }
}
