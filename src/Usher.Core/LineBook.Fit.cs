using System.Collections.Immutable;

namespace Usher.Core;

/// <summary>Where seats come from: shared ones first, then the least valuable line that will do.</summary>
internal sealed partial class LineBook
{
    private const int LinesOnStackMax = 64;

    /// <summary>Finds seats for a wish, all or none.</summary>
    /// <param name="wish">What is wanted.</param>
    /// <param name="kept">Lines of this version and up are kept for requests in front; null: none.</param>
    /// <param name="allowance">How far it may go.</param>
    /// <param name="now">Decides which lines are open.</param>
    /// <param name="placement">Where.</param>
    /// <param name="moving">The lease that would give back its present draws; null for a new one.</param>
    public bool TryFit(
        in Wish wish, FeatureVersion? kept, Allowance allowance, DateTimeOffset now, out Placement placement, Lease? moving = null)
    {
        if (TryJoin(wish, now, out placement))
            return true;

        Span<int> taken = bestFitFirst.Length <= LinesOnStackMax
            ? stackalloc int[LinesOnStackMax]
            : new int[bestFitFirst.Length];
        taken.Clear();
        var missing = Gather(wish, wish.Seats, kept, overdraft: false, now, taken, moving);
        if (missing > 0 && allowance >= Allowance.Overdraft)
            missing = Gather(wish, missing, kept, overdraft: true, now, taken, moving);
        if (missing > 0 && allowance == Allowance.Anything && FirstOpen(wish.Version, now) is >= 0 and var best)
        {
            taken[best] += missing;
            missing = 0;
        }

        placement = missing == 0 ? Place(wish, taken, moving) : default;
        return missing == 0;
    }

    /// <summary>Whether two holders are of one group on some line.</summary>
    public bool WouldShare(Holder one, Holder other)
    {
        foreach (var use in bestFitFirst)
        {
            if (use.IsShared && SharingKey.Of(one, use.Line.Sharing) == SharingKey.Of(other, use.Line.Sharing))
                return true;
        }

        return false;
    }

    /// <summary>Seats that a group of the holder's holds already cost nothing, and are nobody's to keep.</summary>
    private bool TryJoin(in Wish wish, DateTimeOffset now, out Placement placement)
    {
        placement = default;
        if (!HasSharing)
            return false;

        foreach (var use in bestFitFirst)
        {
            if (!use.IsShared || !use.IsOpen(now) || use.Line.Version < wish.Version || use.ChargeOf(wish.Holder) < wish.Seats)
                continue;
            placement = new Placement(use.DrawAlone(wish.Seats), Overdraft: false);
            return true;
        }

        return false;
    }

    /// <returns>How many seats are still missing.</returns>
    private int Gather(
        in Wish wish, int missing, FeatureVersion? kept, bool overdraft, DateTimeOffset now, Span<int> taken, Lease? moving)
    {
        for (var i = 0; i < bestFitFirst.Length && missing > 0; i++)
        {
            var use = bestFitFirst[i];
            if (use.Line.Version < wish.Version || !use.IsOpen(now))
                continue;
            if (use.Line.Version >= kept)
                break;

            var own = moving is null ? 0 : moving.SeatsFrom(use.Line.Id);
            var more = Math.Clamp(use.Room(wish.Holder, overdraft, own) - taken[i], 0, missing);
            taken[i] += more;
            missing -= more;
        }

        return missing;
    }

    private Placement Place(in Wish wish, ReadOnlySpan<int> taken, Lease? moving)
    {
        ImmutableArray<Draw> draws = [];
        var overdraft = false;
        for (var i = 0; i < bestFitFirst.Length; i++)
        {
            if (taken[i] == 0)
                continue;
            var use = bestFitFirst[i];
            draws = draws.IsEmpty ? use.DrawAlone(taken[i]) : draws.Add(new Draw(use.Line.Id, taken[i]));
            overdraft |= moving is null && use.WouldBeOver(wish.Holder, taken[i]);
        }

        return new Placement(draws, overdraft);
    }

    private int FirstOpen(FeatureVersion version, DateTimeOffset now) =>
        Array.FindIndex(bestFitFirst, use => use.Line.Version >= version && use.IsOpen(now));
}
