namespace Usher.Core;

/// <summary>Leases that share seats of a line: they cost what the largest of them needs.</summary>
internal sealed class SharingGroup
{
    public Tally All { get; } = new();

    /// <summary>Those whose client is there.</summary>
    public Tally Active { get; } = new();

    public void Change(int seats, bool active, bool add)
    {
        if (add)
            All.Add(seats);
        else
            All.Remove(seats);

        if (active && add)
            Active.Add(seats);
        else if (active)
            Active.Remove(seats);
    }
}
