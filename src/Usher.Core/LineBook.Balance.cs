namespace Usher.Core;

/// <summary>Who is above the count: as few as account for it, and the longest holders are the first who are not.</summary>
internal sealed partial class LineBook
{
    private void Balance(LineUse use, LeaseTable leases)
    {
        MarkUntilCovered(use, leases);
        PromoteWhilePossible(use, leases);
    }

    /// <summary>The line shrank: its newest holders are above the count now.</summary>
    private void MarkUntilCovered(LineUse use, LeaseTable leases)
    {
        for (var lease = leases.Newest; lease is not null && !use.IsCovered; lease = lease.Older)
        {
            if (!lease.Overdraft && lease.SeatsFrom(use.Line.Id) > 0)
                SetOverdraft(lease, true, leases);
        }
    }

    private void PromoteWhilePossible(LineUse use, LeaseTable leases)
    {
        foreach (var lease in use.Marked())
        {
            if (IsCoveredWithout(lease))
                SetOverdraft(lease, false, leases);
        }
    }

    /// <summary>Whether the other marked leases account for what is above the count on all lines of this one.</summary>
    private bool IsCoveredWithout(Lease lease)
    {
        foreach (var draw in lease.Draws)
        {
            if (Find(draw.Line) is { } use && !use.IsCoveredWithout(lease))
                return false;
        }

        return true;
    }

    private void SetOverdraft(Lease lease, bool overdraft, LeaseTable leases)
    {
        leases.BeforeChange(lease);
        lease.Overdraft = overdraft;
        foreach (var draw in lease.Draws)
        {
            if (overdraft)
                Find(draw.Line)?.Mark(lease);
            else
                Find(draw.Line)?.Unmark(lease);
        }
    }
}
